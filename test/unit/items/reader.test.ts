import type { IExecuteFunctions } from 'n8n-workflow';

import {
	createParameterSource,
	createReader,
	type Reader,
} from '../../../nodes/shared/items/reader';

const GUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const saved = (value: unknown) => ({ value, isSet: value !== null, isExpression: false });
const read = <T>(value: unknown, look: (reader: Reader) => T) => {
	const reader = createReader(() => saved(value), 0);
	const got = look(reader);
	return { got, issues: reader.issues.flatMap(({ messages }) => messages) };
};
const BOUNDS = { min: 1, max: 50 };

describe('a good value', () => {
	test.each<[string, unknown, (reader: Reader) => unknown, unknown]>([
		['guid', ` {${GUID.toUpperCase()}} `, (reader) => reader.guid('x'), GUID],
		['optionalGuid', GUID, (reader) => reader.optionalGuid('x'), GUID],
		['optionalGuid', ' ', (reader) => reader.optionalGuid('x'), undefined],
		['optionalGuid', null, (reader) => reader.optionalGuid('x'), undefined],
		['optionalGuid', undefined, (reader) => reader.optionalGuid('x'), undefined],
		['text', ' a ', (reader) => reader.text('x'), 'a'],
		['text', 0, (reader) => reader.text('x'), '0'],
		['optionalText', ' a ', (reader) => reader.optionalText('x'), 'a'],
		['optionalText', '\u200b', (reader) => reader.optionalText('x'), undefined],
		['optionalText', null, (reader) => reader.optionalText('x'), undefined],
		['choice', ' bOTH ', (reader) => reader.choice('x', ['One', 'Both']), 'Both'],
		['optionalChoice', 'one', (reader) => reader.optionalChoice('x', ['One']), 'One'],
		['optionalChoice', '', (reader) => reader.optionalChoice('x', ['One']), undefined],
		['boolean', 'no', (reader) => reader.boolean('x', true), false],
		['boolean', null, (reader) => reader.boolean('x', true), true],
		['boolean', null, (reader) => reader.boolean('x', false), false],
		['wholeNumber', '1', (reader) => reader.wholeNumber('x', 7, BOUNDS), 1],
		['wholeNumber', 50, (reader) => reader.wholeNumber('x', 7, BOUNDS), 50],
		['wholeNumber', ' ', (reader) => reader.wholeNumber('x', 7, BOUNDS), 7],
		['wholeNumber', null, (reader) => reader.wholeNumber('x', 7, BOUNDS), 7],
		['wholeNumber', '0', (reader) => reader.wholeNumber('x', 7, { min: 0, max: 1 }), 0],
		['texts', 'a, b', (reader) => reader.texts('x'), ['a', 'b']],
		['texts', null, (reader) => reader.texts('x'), []],
		['json', '{"a": 1}', (reader) => reader.json('x'), { a: 1 }],
		['json', null, (reader) => reader.json('x'), null],
	])('as %s: %p', (_, value, look, expected) => {
		expect(read(value, look)).toEqual({ got: expected, issues: [] });
	});
});

describe('a wrong value', () => {
	test.each<[string, unknown, (reader: Reader) => unknown, unknown, string]>([
		[
			'guid',
			'x',
			(reader) => reader.guid('x'),
			'',
			'must be a GUID such as 00000000-0000-4000-8000-000000000000, but is "x"',
		],
		[
			'guid',
			'',
			(reader) => reader.guid('x'),
			'',
			'must be a GUID such as 00000000-0000-4000-8000-000000000000, but is empty',
		],
		[
			'optionalGuid',
			7,
			(reader) => reader.optionalGuid('x'),
			undefined,
			'must be a GUID or empty, but is "7"',
		],
		['text', ' ', (reader) => reader.text('x'), '', 'must be filled in, but is " "'],
		['text', null, (reader) => reader.text('x'), '', 'must be filled in, but is empty'],
		[
			'optionalText',
			[],
			(reader) => reader.optionalText('x'),
			undefined,
			'must be text or empty, but is "[]"',
		],
		[
			'choice',
			'None',
			(reader) => reader.choice('x', ['One', 'Both']),
			'One',
			'must be one of One, Both, but is "None"',
		],
		[
			'choice',
			undefined,
			(reader) => reader.choice('x', ['One']),
			'One',
			'must be one of One, but is empty',
		],
		[
			'optionalChoice',
			'None',
			(reader) => reader.optionalChoice('x', ['One', 'Both']),
			undefined,
			'must be one of One, Both, or empty, but is "None"',
		],
		[
			'boolean',
			'maybe',
			(reader) => reader.boolean('x', true),
			true,
			'must be true or false, but is "maybe"',
		],
		[
			'wholeNumber',
			0,
			(reader) => reader.wholeNumber('x', 7, BOUNDS),
			7,
			'must be a whole number from 1 to 50, but is "0"',
		],
		[
			'wholeNumber',
			'51',
			(reader) => reader.wholeNumber('x', 7, BOUNDS),
			7,
			'must be a whole number from 1 to 50, but is "51"',
		],
		[
			'wholeNumber',
			'1.5',
			(reader) => reader.wholeNumber('x', 7, BOUNDS),
			7,
			'must be a whole number from 1 to 50, but is "1.5"',
		],
		[
			'texts',
			{ a: 1 },
			(reader) => reader.texts('x'),
			[],
			'must be a list of texts, or one text with commas between them, but is "{\\"a\\":1}"',
		],
		['json', '{', (reader) => reader.json('x'), undefined, 'must be JSON, but is "{"'],
	])('as %s: %p', (_, value, look, got, issue) => {
		expect(read(value, look)).toEqual({ got, issues: [issue] });
	});

	test('is shown in short, and without a token', () => {
		const issueOf = (value: unknown) => read(value, (reader) => reader.guid('x')).issues[0];
		expect(issueOf('a'.repeat(60))).toContain(`"${'a'.repeat(60)}"`);
		expect(issueOf('a'.repeat(61))).toContain(`"${'a'.repeat(60)}…"`);
		expect(issueOf('Bearer abc')).toContain('"[hidden]"');
		expect(issueOf(Symbol('s'))).toContain('Symbol(s)');
	});
});

describe('a switch that is no clear yes or no', () => {
	test.each([[''], [' '], ['\u200b'], [undefined], ['perhaps'], [{}], [2]])(
		'is refused: %j',
		(value) => {
			expect(read(value, (reader) => reader.boolean('x', true)).issues).toHaveLength(1);
		},
	);
	test('is refused when it is null but set', () => {
		const reader = createReader(() => ({ value: null, isSet: true, isExpression: true }), 0);
		reader.boolean('options.dryRun', false);
		expect(reader.issues).toHaveLength(1);
	});
});

describe('an expression that gives nothing', () => {
	const looks: Array<[string, (reader: Reader) => unknown, number]> = [
		['assignSkuIds', (reader) => reader.texts('assignSkuIds'), 1],
		['filters.search', (reader) => reader.optionalText('filters.search'), 1],
		['filters.customerId', (reader) => reader.optionalGuid('filters.customerId'), 1],
		['options.correlationId', (reader) => reader.optionalGuid('options.correlationId'), 0],
		['options.timeout', (reader) => reader.wholeNumber('options.timeout', 7, BOUNDS), 0],
	];
	test.each(looks)('for %s', (_, look, issues) => {
		for (const value of [undefined, null]) {
			const reader = createReader(() => ({ value, isSet: true, isExpression: true }), 0);
			look(reader);
			expect(reader.issues).toHaveLength(issues);
		}
	});
	test.each([[''], [[]]])('is not %j, which means none', (value) => {
		const reader = createReader(() => ({ value, isSet: true, isExpression: true }), 0);
		expect(reader.texts('assignSkuIds')).toEqual([]);
		expect(reader.issues).toEqual([]);
	});
});

describe('issues', () => {
	test('carry the name of the parameter, without its collection', () => {
		const reader = createReader(() => saved('x'), 0);
		reader.guid('customerId');
		reader.guid('options.correlationId');
		reader.guid('filters.customerId');
		reader.refuse('list[2].skuId', 'is wrong');
		expect(reader.issues.map(({ name }) => name)).toEqual([
			'customerId',
			'correlationId',
			'customerId',
			'list[2].skuId',
		]);
		expect(reader.issues[3]).toEqual({ name: 'list[2].skuId', messages: ['is wrong'] });
	});

	test('tell once that an expression failed', () => {
		const reader = createReader(() => {
			throw new Error('No such field');
		}, 0);
		expect(reader.guid('x')).toBe('');
		expect(reader.boolean('y', true)).toBe(true);
		expect(reader.issues).toEqual([
			{ name: 'x', messages: ['has an expression that cannot be evaluated: No such field'] },
			{ name: 'y', messages: ['has an expression that cannot be evaluated: No such field'] },
		]);
	});
});

describe('the parameter source', () => {
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
			expect([source('a', 0), source('a', 1)]).toEqual(
				['item 0', 'item 1'].map((value) => ({ value, isSet: true, isExpression: true })),
			);
		},
	);

	test.each([
		[{ __rl: true, mode: 'list', value: 'x' }, 'x'],
		[{ __rl: true, mode: 'list' }, undefined],
		[{ value: 'x' }, { value: 'x' }],
		[[1], [1]],
		['a=b', 'a=b'],
	])('makes %j to %j', (raw, value) => {
		expect(sourceOf({ a: raw }).source('a', 0)).toEqual(saved(value));
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
		expect(getNodeParameter).toHaveBeenCalledTimes(4);
		expect(getNodeParameter).toHaveBeenLastCalledWith('a', 1, null, { skipValidation: true });
	});
});
