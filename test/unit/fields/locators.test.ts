import {
	customer,
	customerFilter,
	providerInstance,
	providerInstanceFilter,
	user,
} from '../../../nodes/shared/fields/locators';
import { given, readOne, saved } from '../support/fields';

const GUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const REQUIRED = { customer, providerInstance, user };
const FILTERS = { customerFilter, providerInstanceFilter };

test.each(Object.entries(REQUIRED))('%s must be a GUID, in any spelling', (_, field) => {
	expect(readOne(field, saved(` {${GUID.toUpperCase()}} `))).toEqual({ value: GUID });
	for (const [value, shown] of [
		['x', '"x"'],
		['', 'empty'],
		[null, 'empty'],
	]) {
		expect(readOne(field, given(value))).toEqual({
			issues: [`must be a GUID such as ${GUID}, but is ${shown}`],
		});
	}
	// n8n would refuse an instance that its mode needs no value for.
	expect(field.forms[0]?.required).toBe(field === providerInstance ? undefined : true);
});

test.each(Object.entries(FILTERS))('%s may also be empty', (_, field) => {
	expect(readOne(field, saved(GUID.toUpperCase()))).toEqual({ value: GUID });
	for (const value of ['', ' ', null, undefined]) {
		expect(readOne(field, saved(value))).toEqual({ value: undefined });
	}
	expect(readOne(field, saved('x'))).toEqual({ issues: ['must be a GUID or empty, but is "x"'] });
	expect(field.forms[0]).not.toHaveProperty('required');
});

test('there is no only instance in a filter, which would let all through', () => {
	const only = { mode: 'only', value: '' };
	expect(readOne(providerInstanceFilter, { ...saved(''), ...only })).toEqual({
		issues: ['must be chosen, or given by ID, in a filter'],
	});
	expect(providerInstanceFilter.forms[0]?.modes?.map(({ name }) => name)).toEqual(['list', 'id']);
});

test('a filter looks like the field that must be filled in', () => {
	const { required, ...form } = customer.forms[0] ?? {};
	expect(customerFilter.forms).toEqual([form]);
	expect(required).toBe(true);
});
