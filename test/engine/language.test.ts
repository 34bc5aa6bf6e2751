import { execFileSync } from 'node:child_process';

const TSX = require.resolve('tsx/cli');

/** Estonian has Z before T, Danish has Aa after Z. */
const SCRIPT = `
	import { collection, optionalText } from './nodes/shared/fields/basic';
	import { byName } from './nodes/shared/pickers/picker';
	const names = ['Zone', 'Text', 'Aaron'];
	const fields = names.map((displayName) => [displayName, optionalText({ displayName })]);
	const [form] = collection({ displayName: 'Options' }, Object.fromEntries(fields)).forms;
	console.log(form.options.map(({ name }) => name).join());
	console.log(names.map((name) => ({ name })).sort(byName).map(({ name }) => name).join());
`;

test.each(['en_US.UTF-8', 'et_EE.UTF-8', 'da_DK.UTF-8'])(
	'options and lists have the same order on a server of the language %s',
	(language) => {
		const env = { ...process.env, LC_ALL: language };
		const printed = execFileSync(process.execPath, [TSX, '-e', SCRIPT], { env, encoding: 'utf8' });
		expect(printed.trim().split('\n')).toEqual(['Aaron,Text,Zone', 'Aaron,Text,Zone']);
	},
);
