import { toggle } from '../../../nodes/shared/fields/basic';
import {
	callSettings,
	dryRun,
	options,
	SENDING,
	WRITING,
} from '../../../nodes/shared/fields/options';
import { ABSENT, given, readAll, readOne, saved } from '../support/fields';

const CORRELATION_ID = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';
const DEFAULTS = {
	...{ correlationId: undefined, includeInput: false },
	...{ maxConcurrency: 10, maxRetries: 4, timeout: 60 },
};

test('what is not given has its default', () => {
	expect(readAll({ options: options({}) }, {})).toEqual({ values: { options: DEFAULTS } });
	expect(callSettings(DEFAULTS)).toEqual({
		correlationId: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		maxRetries: 4,
		timeoutMs: 60_000,
		retryUnknownOutcome: false,
	});
	expect(callSettings(DEFAULTS).correlationId).not.toBe(callSettings(DEFAULTS).correlationId);
});

test('the options are read as they are sent, times in milliseconds', () => {
	const read = readAll(
		{ options: options(WRITING) },
		{
			'options.correlationId': saved(CORRELATION_ID.toUpperCase()),
			'options.includeInput': saved('yes'),
			'options.maxConcurrency': saved(50),
			'options.maxRetries': saved(0),
			'options.timeout': saved('600'),
			'options.retryUnknownOutcome': saved('yes'),
		},
	);
	const values = {
		...{ correlationId: CORRELATION_ID, includeInput: true },
		...{ maxConcurrency: 50, maxRetries: 0, timeout: 600 },
		...{ approvedPlan: undefined, dryRun: false, maxChanges: 0, retryUnknownOutcome: true },
	};
	expect(read).toEqual({ values: { options: values } });
	expect(callSettings(values)).toEqual({
		correlationId: CORRELATION_ID,
		maxRetries: 0,
		timeoutMs: 600_000,
		retryUnknownOutcome: true,
	});
});

test.each([
	['maxRetries', -1, 'must be a whole number from 0 to 10, but is "-1"'],
	['maxRetries', 11, 'must be a whole number from 0 to 10, but is "11"'],
	['timeout', 0, 'must be a whole number from 1 to 600, but is "0"'],
	['timeout', 601, 'must be a whole number from 1 to 600, but is "601"'],
	['maxConcurrency', 0, 'must be a whole number from 1 to 50, but is "0"'],
	['maxConcurrency', 51, 'must be a whole number from 1 to 50, but is "51"'],
	['correlationId', 'x', 'must be a GUID or empty, but is "x"'],
])('%s must not be %j', (name, value, message) => {
	expect(readAll({ options: options({}) }, { [`options.${name}`]: saved(value) })).toEqual({
		issues: [{ name, messages: [message] }],
	});
});

test('an expression for a setting may give nothing: it then has its default; a switch must be clear', () => {
	const { includeInput, ...others } = SENDING;
	const nothing = Object.keys(others).map((name) => [`options.${name}`, given(null)] as const);
	expect(readAll({ options: options({}) }, Object.fromEntries(nothing))).toEqual({
		values: { options: DEFAULTS },
	});
	expect(readOne(includeInput, given(null))).toHaveProperty('issues');
});

test.each([
	[saved('abc '), 'abc'],
	[saved(''), null],
	[given(null), null],
	[ABSENT, undefined],
])('an approved plan written as %j is %j: empty is not the same as absent', (written, plan) => {
	const parameters = { 'options.approvedPlan': written };
	expect(readAll({ options: options(WRITING) }, parameters)).toMatchObject({
		values: { options: { approvedPlan: plan } },
	});
});

test('the options of an operation come with those that every one has', () => {
	const own = { returnAgreement: toggle({ displayName: 'Return Agreement' }, true) };
	expect(readAll({ options: options(own) }, { 'options.returnAgreement': saved(false) })).toEqual({
		values: { options: { ...DEFAULTS, returnAgreement: false } },
	});
});

test('a dry run among the options counts in every version, and is offered in the first only', () => {
	expect(readAll({ options: options(WRITING) }, { 'options.dryRun': saved(true) })).toMatchObject({
		values: { options: { dryRun: true } },
	});
	expect(WRITING.dryRun.forms.map(({ type, displayOptions }) => [type, displayOptions])).toEqual([
		['hidden', { hide: { '@version': [1] } }],
		['boolean', { show: { '@version': [1] } }],
	]);
	expect(dryRun.forms).toMatchObject([{ type: 'boolean', default: false }]);
});

test('a number left out means the same as its default in the form', () => {
	const { maxConcurrency, maxRetries, timeout } = SENDING;
	const numbers = { maxConcurrency, maxRetries, timeout };
	const presets = Object.entries(numbers).map(([name, { forms }]) => [name, forms[0]?.default]);
	expect(readAll(numbers, {})).toEqual({ values: Object.fromEntries(presets) });
});

test.each([
	[ABSENT, { value: 0 }],
	[saved(0), { value: 0 }],
	[given('20'), { value: 20 }],
	[saved(1_000_000), { value: 1_000_000 }],
	[saved(1_000_001), { issues: [expect.any(String)] }],
	[saved(-1), { issues: [expect.any(String)] }],
	// It was meant as a limit.
	[given(null), { issues: [expect.any(String)] }],
	[given(''), { issues: [expect.any(String)] }],
])('Max Changes written as %j is read as %j', (written, read) => {
	expect(readOne(WRITING.maxChanges, written)).toEqual(read);
});
