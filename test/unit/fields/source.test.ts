import type { IExecuteFunctions } from 'n8n-workflow';

import { createParameterSource } from '../../../nodes/shared/fields/source';

const saved = (value: unknown) => ({ value, isSet: true, isExpression: false });

/** Parameters as they are saved; expressions give the item they were asked for. */
function sourceOf(saved: Record<string, unknown>) {
	const getNodeParameter = jest.fn(
		(name: string, item: number, fallback: unknown, options?: { rawExpressions?: boolean }) => {
			const raw = saved[name] ?? fallback;
			if (options?.rawExpressions || !JSON.stringify(raw).includes('"=')) return raw;
			return typeof raw === 'object' ? { ...raw, value: `item ${item}` } : `item ${item}`;
		},
	);
	return {
		source: createParameterSource({ getNodeParameter } as unknown as IExecuteFunctions),
		getNodeParameter,
	};
}

test('reads constants once', () => {
	const { source, getNodeParameter } = sourceOf({ a: 'x' });
	expect([source('a', 0), source('a', 1), source('a', 2)]).toEqual(Array(3).fill(saved('x')));
	expect(getNodeParameter).toHaveBeenCalledTimes(1);
});

test.each([['={{ $json.a }}'], [{ __rl: true, mode: 'id', value: '={{ $json.a }}' }]])(
	'reads %j for each item',
	(raw) => {
		const { source } = sourceOf({ a: raw });
		expect([source('a', 0), source('a', 1)]).toMatchObject(
			['item 0', 'item 1'].map((value) => ({ value, isSet: true, isExpression: true })),
		);
	},
);

test.each([
	[{ value: 'x' }, { value: 'x' }],
	[[1], [1]],
	['a=b', 'a=b'],
])('makes %j to %j', (raw, value) => {
	expect(sourceOf({ a: raw }).source('a', 0)).toEqual(saved(value));
});

test('gives the parts of a resource locator', () => {
	const locator = { __rl: true, mode: 'list', value: 'x', cachedResultName: 'X' };
	const { __rl, ...parts } = locator;
	expect(sourceOf({ a: locator }).source('a', 0)).toEqual({ ...saved('x'), ...parts });
	expect(sourceOf({ a: { __rl, mode: 'list' } }).source('a', 0)).toEqual({
		...saved(undefined),
		mode: 'list',
	});
});

test('tells what is not there from what is empty', () => {
	const { source } = sourceOf({ a: '' });
	expect(source('a', 0)).toEqual({ value: '', isSet: true, isExpression: false });
	expect(source('b', 0)).toEqual({ value: null, isSet: false, isExpression: false });
});

test('finds an expression at any depth', () => {
	const { source, getNodeParameter } = sourceOf({ a: { list: [{ deep: '=1' }] } });
	source('a', 0);
	source('a', 1);
	expect(getNodeParameter).toHaveBeenCalledTimes(3);
	expect(getNodeParameter).toHaveBeenLastCalledWith('a', 1, null, { skipValidation: true });
});
