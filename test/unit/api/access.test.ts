import { createAccess } from '../../../nodes/shared/api/access';
import type { Failure } from '../../../nodes/shared/api/failure';
import type { Outgoing } from '../../../nodes/shared/api/reply';

/** The path of a customer; a letter stands for its ID. */
const pathOf = (customer: string) =>
	`/v1/Customers/${customer.repeat(8)}-0000-4000-8000-000000000001`;
const to = (customer: string, more: Partial<Outgoing> = {}): Outgoing => ({
	method: 'GET',
	path: `${pathOf(customer)}/users`,
	correlationId: `for ${customer}`,
	timeoutMs: 1_000,
	...more,
});
const LIST = to('', { path: '/v1/Customers?pageNumber=1', correlationId: 'for all' });
const failure = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => ({
	kind,
	message: 'No.',
	hint: 'Ask.',
	httpCode: '403',
	correlationId: 'of an earlier one',
	attempts: 1,
	outcome: 'rejected',
	...more,
});
const FORBIDDEN = failure('forbidden');

/** A memory that has met these, one after the other. */
function after(...met: Array<[Outgoing, Failure | undefined]>) {
	const access = createAccess();
	for (const [outgoing, found] of met) access.note(outgoing, found);
	return (outgoing: Outgoing) => access.refusalOf(outgoing);
}
const times = (count: number, customer = 'a', found = FORBIDDEN) =>
	Array.from({ length: count }, () => [to(customer), found] as [Outgoing, Failure]);

test.each(['unauthorized', 'signInRefused'] as const)(
	'after one that is %s nothing else is asked for, and each says so for itself',
	(kind) => {
		const refusalOf = after([to('a'), failure(kind)]);
		for (const outgoing of [to('a'), to('b'), LIST]) {
			expect(refusalOf(outgoing)).toEqual({
				kind,
				message: 'No.',
				hint: 'Not sent, because CloudCockpit refused earlier items of the run for the same reason. Ask.',
				correlationId: outgoing.correlationId,
				attempts: 0,
				outcome: 'notSent',
			});
		}
	},
);

test('a refusal without a hint has none of its own', () => {
	const [outgoing] = times(1)[0] ?? [LIST];
	const refusalOf = after([outgoing, failure('unauthorized', { hint: undefined })]);
	expect(refusalOf(outgoing)?.hint).toMatch(/for the same reason\.$/);
});

test.each(['notFound', 'unavailable', 'signInUnavailable', 'timedOut'] as const)(
	'what is %s is asked for again, however often',
	(kind) => {
		const refusalOf = after(...times(20, 'a', failure(kind)));
		expect(refusalOf(to('a'))).toBeUndefined();
	},
);

describe('a customer that is forbidden', () => {
	test('five times in a row is so for good, the others are not', () => {
		expect(after(...times(4))(to('a'))).toBeUndefined();
		const refusalOf = after(...times(5));
		expect(refusalOf(to('A'))).toMatchObject({ kind: 'forbidden', outcome: 'notSent' });
		expect(refusalOf(to('b'))).toBeUndefined();
		expect(refusalOf(LIST)).toBeUndefined();
	});

	test('is counted anew once something went through, or was refused for another reason', () => {
		expect(after(...times(4), [to('a'), undefined], ...times(4))(to('a'))).toBeUndefined();
		const other: [Outgoing, Failure] = [to('a'), failure('notFound')];
		expect(after(...times(4), other, ...times(4))(to('a'))).toBeUndefined();
	});

	test('stays counted where a request was not even sent', () => {
		const lost: [Outgoing, Failure] = [to('a'), failure('unreachable', { outcome: 'notSent' })];
		expect(after(...times(4), lost, ...times(1))(to('a'))).toBeDefined();
	});

	test('is known by its path alone, in any capitals', () => {
		const inCapitals = to('', { path: pathOf('a').toUpperCase() });
		expect(after(...times(5))(inCapitals)).toBeDefined();
		const elsewhere = to('', { path: pathOf('a').replace('Customers', 'Users') });
		expect(after(...times(5))(elsewhere)).toBeUndefined();
	});

	test('is no list of many, whatever it is called', () => {
		const list = to('', { path: '/v1/Customers/mca' });
		const met = Array.from({ length: 9 }, () => [list, FORBIDDEN] as [Outgoing, Failure]);
		expect(after(...met)(list)).toBeUndefined();
	});
});
