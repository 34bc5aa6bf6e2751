import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CloudCockpitTrigger } from '../../../nodes/CloudCockpitTrigger/CloudCockpitTrigger.node';

/** What workflows save is a contract with every workflow that exists; texts are what people read. */
const { description } = new CloudCockpitTrigger();
const { properties } = description;

const entriesOf = ({ type, options }: INodeProperties) =>
	type === 'collection' ? (options as INodeProperties[]) : [];
const inputs = properties
	.flatMap((property) => [property, ...entriesOf(property)])
	.filter(({ type }) => type !== 'notice');
const defaultsOf = (fields: INodeProperties[]) =>
	Object.fromEntries(
		fields.filter(({ type }) => type !== 'notice').map((field) => [field.name, field.default]),
	);
const find = (name: string) => inputs.find((property) => property.name === name);
const LOCATOR = { mode: 'list', value: '' };

test('the node polls, has version 1, and is no tool of an agent', () => {
	expect(description).toMatchObject({
		name: 'cloudCockpitTrigger',
		version: 1,
		polling: true,
		group: ['trigger'],
		inputs: [],
	});
	expect(description.usableAsTool).toBeUndefined();
	expect(description.credentials?.map(({ name }) => name)).toEqual([
		'cloudCockpitOAuth2Api',
		'cloudCockpitApi',
	]);
});

test('it saves these parameters with these defaults', () => {
	expect(defaultsOf(properties)).toEqual({
		authentication: 'oAuth2',
		event: 'agreementCreated',
		simplify: true,
		filters: {},
		options: {},
	});
	expect(defaultsOf((find('filters')?.options ?? []) as INodeProperties[])).toEqual({
		customerId: LOCATOR,
		providerInstanceId: LOCATOR,
		search: '',
	});
	expect(defaultsOf((find('options')?.options ?? []) as INodeProperties[])).toEqual({
		refreshPending: 0,
		maxRetries: 4,
		timeout: 60,
	});
	expect(find('refreshPending')?.typeOptions).toMatchObject({ minValue: 0, maxValue: 100 });
});

test('it saves one of these events', () => {
	const events = (find('event')?.options ?? []) as INodePropertyOptions[];
	expect(events.map(({ value }) => value)).toEqual([
		'agreementCreated',
		'customerAccepted',
		'linkExpired',
		'statusChanged',
	]);
});

test('a notice says what polling costs, and how often is enough', () => {
	const notices = properties.filter(({ type }) => type === 'notice');
	expect(notices.map(({ displayName }) => displayName)).toEqual([
		expect.stringMatching(/^Each poll reads .*every hour.*only remembers.*\.$/i),
	]);
});

test.each(inputs.map((field) => [field.displayName, field] as const))(
	'%s has a description of one sentence, and an example where something is written',
	(_, { type, description: text, placeholder }) => {
		expect(text).toMatch(/^[A-Z](?:(?!\. )[^\n])*[^.\s]$/);
		if (type === 'string') expect(placeholder).toMatch(/^e\.g\. \S/);
	},
);
