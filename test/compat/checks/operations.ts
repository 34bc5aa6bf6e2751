import { OPERATION_CASES } from '../../engine/support/operations';
import type { Check } from '../check';
import { START } from '../steps';
import { cloudCockpit, type SignIn } from '../world';

const everyOperation = (title: string, signIn: SignIn): Check => ({
	title,
	async run(world) {
		world.sandbox.reset();
		const credentials = await world.signedIn(signIn);
		const execution = await world.run(
			OPERATION_CASES.map(({ name, node }) =>
				cloudCockpit(name, node, credentials, 'continueErrorOutput'),
			),
			OPERATION_CASES.map(({ name }) => ({ from: START.name, to: name })),
		);
		const failed = OPERATION_CASES.flatMap(({ name }) => {
			const errors = execution.items(name, 1);
			if (errors.length === 0 && execution.items(name).length > 0) return [];
			return [`${name}: ${JSON.stringify(errors)}`];
		});
		if (failed.length > 0) throw new Error([execution.error, ...failed].join('\n'));
	},
});

export const operations: Check[] = [
	everyOperation('Every operation works with client ID and secret', 'oAuth2'),
	everyOperation('Every operation works with a pasted token', 'accessToken'),
];
