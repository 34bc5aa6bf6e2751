import { join } from 'node:path';

import { N8N_FOLDER } from '../../playground/install';

/** The versions of n8n that are tested, each with the folder that names its parts. */
export const VERSIONS: Readonly<Record<string, string>> = {
	'1.123.81': folderOf('1.123.81'),
	'2.8.4': folderOf('2.8.4'),
	'2.20.12': folderOf('2.20.12'),
	'2.35.7': folderOf('2.35.7'),
	'2.41.1': N8N_FOLDER,
};

function folderOf(version: string): string {
	return join(__dirname, 'n8n', version);
}
