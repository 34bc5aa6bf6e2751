import {
	AT_CUSTOMER,
	byId,
	CORRELATION_ID,
	CUSTOMER,
	INSTANCE,
	NOBODY,
	useNode,
} from '../support/node';

const scene = useNode();

const WITH_ID = { correlationId: CORRELATION_ID };

describe('a qualification', () => {
	const update = {
		resource: 'qualification',
		operation: 'update',
		...AT_CUSTOMER,
		options: WITH_ID,
	};
	const path = `/v1/Customers/${CUSTOMER.id}/microsoft-qualification`;
	const bodyOf = (name: string) => ({ providerInstanceId: INSTANCE.id, qualification: { name } });

	test.each([
		['Education', undefined, 'Education'],
		['educaTION', undefined, 'Education'],
		['GovernmentCommunityCloud', 'ignored', 'GovernmentCommunityCloud'],
		['StateOwnedEntity', undefined, 'StateOwnedEntity'],
		['custom', ' Nonprofit ', 'Nonprofit'],
		['custom', 'x'.repeat(100), 'x'.repeat(100)],
	])('%s with %j is sent as %s', async (qualification, custom, name) => {
		const chosen = { qualification, ...(custom && { customQualification: custom }) };
		scene.sandbox.inject({ kind: 'status', status: 204 });
		expect(await scene.json({ ...update, ...chosen })).toEqual([
			{
				success: true,
				customerId: CUSTOMER.id,
				providerInstanceId: INSTANCE.id,
				qualification: name,
				...WITH_ID,
			},
		]);
		expect(scene.calls()).toEqual([`PATCH ${path}`]);
		expect(scene.bodies()).toEqual([bodyOf(name)]);
	});

	test.each([
		[{ qualification: 'Bank' }, 'qualification', /^Qualification must be one of Education, /],
		[{ qualification: 'custom' }, 'customQualification', /must be filled in, but is empty$/],
		[
			{ qualification: 'custom', customQualification: 'x'.repeat(101) },
			'customQualification',
			/must not be longer than 100 characters$/,
		],
	])('%j is refused', async (chosen, name, message) => {
		expect(await scene.errorOf({ ...update, ...chosen })).toMatchObject({
			message: expect.stringMatching(message),
			fields: [{ name }],
			outcome: 'notSent',
		});
		expect(scene.calls()).toEqual([]);
	});

	test('of a dry run is shown and not sent', async () => {
		const json = await scene.json({ ...update, options: { dryRun: true } });
		expect(json).toEqual([
			{ dryRun: true, request: { method: 'PATCH', path, body: bodyOf('Education') } },
		]);
		expect(scene.calls()).toEqual([]);
	});

	test.each([
		[false, 'Already applied: item 0.'],
		[true, undefined],
	])('when a run stops, with a dry run of %s', async (dryRun, told) => {
		const per = { ...update, customerId: byId('={{ $json.c }}'), options: { dryRun } };
		scene.sandbox.inject({ kind: 'status', status: 400, match: { path: NOBODY } });
		const { error, output } = await scene.run(per, {
			items: [{ c: CUSTOMER.id }, { c: NOBODY }],
		});
		if (told === undefined) expect(output).toHaveLength(2);
		else expect(error?.description).toContain(told);
	});

	test('is not sent twice when nobody knows whether it was carried out', async () => {
		scene.sandbox.inject({ kind: 'resetAfter' });
		expect(await scene.errorOf(update)).toMatchObject({ outcome: 'unknown', attempts: 1 });
		scene.sandbox.inject({ kind: 'resetAfter' });
		const options = { ...WITH_ID, retryUnknownOutcome: true };
		expect(await scene.json({ ...update, options })).toMatchObject([{ success: true }]);
		expect(scene.calls()).toHaveLength(3);
	});

	test('of the same customer and instance is set in order', async () => {
		scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' });
		const per = { ...update, qualification: '={{ $json.q }}' };
		await scene.json(per, [{ q: 'Education' }, { q: 'StateOwnedEntity' }, { q: 'Education' }]);
		expect(scene.sandbox.peakInFlight).toBe(1);
		expect(scene.bodies()).toEqual(['Education', 'StateOwnedEntity', 'Education'].map(bodyOf));
	});
});
