import {
	CallFailure,
	type Failure,
	failureOf as failureIn,
	mapFailure,
	orWithout,
	quoteFailure,
} from '../../../nodes/shared/api/failure';
import { failureOf } from '../support/api';

const FAILURE: Failure = {
	kind: 'refused',
	message: 'No.',
	attempts: 1,
	outcome: 'rejected',
	httpCode: '400',
};

test('a failure can be told with its situation', async () => {
	const afterwards = (failure: Failure) => ({
		...failure,
		message: `Afterwards. ${failure.message}`,
	});
	const failed = mapFailure(Promise.reject(new CallFailure(FAILURE)), afterwards);
	expect(await failureOf(failed)).toEqual({ ...FAILURE, message: 'Afterwards. No.' });
	const defect = new Error('A defect');
	await expect(mapFailure(Promise.reject(defect), afterwards)).rejects.toBe(defect);
	expect(await mapFailure(Promise.resolve(1), afterwards)).toBe(1);
});

describe('something that can be missing', () => {
	const without = async ({ message }: Failure) => message;

	test.each([
		[new CallFailure(FAILURE), 'No.'],
		[new Error('A defect'), 'A defect'],
	])('is done without after %s', async (thrown, told) => {
		expect(await orWithout(Promise.reject(thrown), without)).toBe(told);
	});

	test('is there when nothing fails', async () => {
		expect(await orWithout(Promise.resolve('there'), without)).toBe('there');
	});

	test.each(['canceled', 'stopped'] as const)('fails when the run is %s', async (kind) => {
		const ended = new CallFailure({ ...FAILURE, kind });
		await expect(orWithout(Promise.reject(ended), without)).rejects.toBe(ended);
	});
});

test('a failure is quoted as briefly as anybody reads it, without secrets', () => {
	const long = `s3cr3t-value ${'x'.repeat(3_000)}`;
	const short = expect.stringMatching(/^\[hidden\] x{1991}…$/);
	const field = { name: long, messages: [long] };
	const quoted = quoteFailure(
		{
			...FAILURE,
			...{ message: long, hint: long, code: long, serverCorrelationId: long },
			...{ correlationId: 'our-own', fields: Array.from({ length: 30 }, () => field) },
		},
		['s3cr3t-value'],
	);

	expect(quoted).toEqual({
		...FAILURE,
		...{ message: short, hint: short, code: short, serverCorrelationId: short },
		...{ correlationId: 'our-own', fields: Array(20).fill({ name: short, messages: [short] }) },
	});
});

test.each([
	[new CallFailure(FAILURE), FAILURE],
	[new Error('A defect'), { kind: 'other', message: 'A defect', attempts: 0, outcome: 'unknown' }],
	['text', { kind: 'other', message: 'text', attempts: 0, outcome: 'unknown' }],
])('%s stands for %j', (thrown, failure) => expect(failureIn(thrown)).toEqual(failure));
