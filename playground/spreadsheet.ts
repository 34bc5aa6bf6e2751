import readExcelFile from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import type { ReceivedFile } from './mailbox';

/** Texts by row and column; null is an empty cell. */
export type Rows = ReadonlyArray<ReadonlyArray<string | null>>;

/** An Excel file with one sheet. */
export async function writeSpreadsheet(rows: Rows): Promise<Buffer> {
	const cells = rows.map((row) => row.map((value) => (value === null ? null : { value })));
	return await writeExcelFile(cells).toBuffer();
}

/** The rows of the first sheet as objects, by the names in its first row. */
export async function readSpreadsheet({
	content,
}: Pick<ReceivedFile, 'content'>): Promise<Array<Record<string, unknown>>> {
	const [sheet] = await readExcelFile(content);
	const [names = [], ...rows] = sheet?.data ?? [];
	return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
}
