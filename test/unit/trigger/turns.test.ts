import fc from 'fast-check';

import { nextTurn } from '../../../nodes/CloudCockpitTrigger/refreshing';

const listed = (key: string, status: string) => ({
	...{ key, status, attestation: '' },
	agreement: { customerId: key },
});
const keysOf = ({ agreements }: ReturnType<typeof nextTurn>) =>
	agreements.map(({ customerId }) => customerId);

test('agreements that are not in place are refreshed in turn', () => {
	const all = [
		listed('c', 'linkgenerated'),
		listed('a', 'required'),
		listed('d', 'AgreementCreated'),
		listed('b', 'linkexpired'),
	];
	const first = nextTurn(all, 2, '');
	const second = nextTurn(all, 2, first.last);
	expect([keysOf(first), keysOf(second)]).toEqual([
		['a', 'b'],
		['c', 'a'],
	]);
});

test('none is refreshed unless asked for, and none twice in one turn', () => {
	const all = [listed('a', 'required'), listed('b', 'required')];
	expect(nextTurn(all, 0, 'a')).toEqual({ agreements: [], last: 'a' });
	expect(keysOf(nextTurn(all, 100, 'a'))).toEqual(['b', 'a']);
	expect(nextTurn([], 5, 'a')).toEqual({ agreements: [], last: 'a' });
});

test('everyone has a turn as often as the others', () => {
	const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 30 });
	fc.assert(
		fc.property(keys, fc.integer({ min: 1, max: 10 }), (names, count) => {
			const all = names.map((name) => listed(name, 'required'));
			const times = new Map<string | undefined, number>();
			let last = '';
			for (let poll = 0; poll < names.length; poll += 1) {
				const turn = nextTurn(all, count, last);
				last = turn.last;
				for (const key of keysOf(turn)) times.set(key, (times.get(key) ?? 0) + 1);
			}
			const each = Math.min(count, names.length);
			expect(names.map((name) => times.get(name))).toEqual(names.map(() => each));
		}),
	);
});
