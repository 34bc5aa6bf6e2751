import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** The rules that n8n's own command line tool and its package scan apply, taken from their plugins. */
const n8nRules = (set) => ({ ...n8nNodesBase.configs[set].rules });

export default tseslint.config(
	{ ignores: ['**/node_modules', 'dist', 'coverage', 'reports', '.stryker-tmp'] },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, ...tseslint.configs.strict],
		rules: {
			'no-console': 'error',
			eqeqeq: 'error',
			// Taking a property out of an object is how one leaves it out.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
		},
	},
	{
		// What ships: n8n's rules for verified nodes, n8n Cloud included.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nRules('nodes'),
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nRules('credentials'),
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: n8nRules('community'),
	},
	{
		// Programs for a terminal: printing is what they are for.
		files: [
			'playground/**/*.ts',
			'sandbox/**/*.ts',
			'scripts/**/*.ts',
			'bench/**/*.ts',
			'live-check/**/*.ts',
			'test/compat/*.ts',
			'test/queue/**/*.ts',
		],
		rules: { 'no-console': 'off' },
	},
);
