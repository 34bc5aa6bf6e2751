import type { IDataObject } from 'n8n-workflow';

import type { Api, WriteRequest } from '../../shared/api/api';
import { CallFailure } from '../../shared/api/failure';
import type { Fields, ValuesOf } from '../../shared/fields/field';
import type { LookUps } from '../../shared/fields/look-up';
import { dryRun, options, WRITING } from '../../shared/fields/options';
import type { Item, Task } from '../../shared/items/task';
import { planIdOf } from '../../shared/model/plan';
import { type Definition, erase, type Operation, type With } from './operation';

/**
 * A look at what is there before anything is written, shared by all items with the same key: whether
 * an item can succeed may depend on what the others want.
 */
export interface Survey<V, Found> {
	/** Whether the item needs it. */
	isWanted: (values: V) => boolean;
	key: (values: V) => string;
	/** Looks, for all items with the same key. */
	look: (api: Api, items: readonly V[], lookUps: LookUps) => Promise<Found>;
	/** Throws CallFailure when the item cannot succeed. */
	verify?: (found: Found, values: V) => void;
	/** Whether what was found may be old by the time the item is written, so that it looks again. */
	isFresh?: boolean;
}

/** What is known of an item when it is put into words. */
export interface Told<Found> {
	found: Found | undefined;
	/** Of the customer and the user, where the run knows them; else their ids. */
	customer: string;
	user: string;
	/** What else the run has come across. */
	known: LookUps;
}

/** An operation that writes. Dry run, plan, order and what is repeated follow from what it says. */
export interface WriteDefinition<F extends Fields, O extends Fields, Found>
	extends Definition<F, O> {
	/** What it writes to: items with the same target are written one after the other. */
	target: (values: WriteValues<F, O>) => string;
	survey?: Survey<WriteValues<F, O>, Found>;
	/** What is sent, or undefined when there is nothing to. No network: a dry run shows exactly this. */
	request: (values: WriteValues<F, O>, found: Found | undefined) => WriteRequest | undefined;
	/** What a dry run tells beside the request. */
	preview?: (values: WriteValues<F, O>, found: Found | undefined) => IDataObject;
	/** What is told once it is written, beside `success`, `summary` and the correlation ID. */
	present: (values: WriteValues<F, O>, found: Found | undefined, known: LookUps) => IDataObject;
	/** One sentence about it: what was done, or would be done. */
	summary: (values: WriteValues<F, O>, told: Told<Found>) => { done: string; planned: string };
}

type WriteValues<F extends Fields, O extends Fields> = With<F, O> & Written;

/** What the values of every write have in common. */
export interface Written {
	readonly dryRun: boolean;
	readonly options: ValuesOf<typeof WRITING>;
}

/** Whether an item of a write only shows what would be sent: by the field, or the option of 0.1.0. */
export function isDry(values: Written): boolean {
	return values.dryRun || values.options.dryRun;
}

/** Makes an operation that writes. */
export function defineWrite<
	F extends Fields,
	O extends Fields = Record<never, never>,
	Found = never,
>(definition: WriteDefinition<F, O, Found>): Operation {
	const { target, survey, request, preview, present, summary, ...rest } = definition;
	const { fields, options: own, check, ...names } = rest;
	type V = WriteValues<F, O>;

	const plan = (items: ReadonlyArray<Item<V>>, lookUps: LookUps): Task[] => {
		const all = items.map(({ values }) => values);
		const surveys = new Map<string, Promise<Found>>();
		/** What the survey found for an item; `again` where it must not be from before. */
		const surveyFor = async (values: V, api: Api, again = false): Promise<Found | undefined> => {
			if (!survey?.isWanted(values)) return undefined;
			const key = survey.key(values);
			const known = again ? undefined : surveys.get(key);
			if (known) return await known;
			const sharing = all.filter((other) => survey.key(other) === key);
			const looking = survey.look(api, sharing, lookUps);
			surveys.set(key, looking);
			return await looking;
		};
		const isSurveyed = (values: V) =>
			survey?.isWanted(values) === true || values.options.approvedPlan !== undefined;

		return items.map(({ values, names: known }) => {
			const { customerId, customerUserId } = values as Readonly<Record<string, unknown>>;
			const tell = (found: Found | undefined) =>
				summary(values, {
					found,
					known: lookUps,
					customer: known.customerName ?? String(customerId ?? ''),
					user: known.userName ?? String(customerUserId ?? ''),
				});
			return {
				target: target(values),
				survey: isSurveyed(values)
					? async (api) => {
							const found = await surveyFor(values, api);
							if (found !== undefined) survey?.verify?.(found, values);
							if (!isDry(values)) assertApproved(values, request(values, found));
						}
					: undefined,
				run: async (api) => {
					const found = await surveyFor(values, api, survey?.isFresh);
					const wanted = request(values, found);
					if (isDry(values)) {
						lookUps.hints.add('Dry run: nothing was written.');
						return [
							{
								dryRun: true,
								summary: tell(found).planned,
								request: wanted ? { ...wanted } : null,
								planId: planIdOf(wanted),
								...preview?.(values, found),
							},
						];
					}
					assertApproved(values, wanted);
					if (wanted) await api.write(wanted);
					const { correlationId } = api;
					const told = { summary: tell(found).done, ...known };
					return [{ success: true, ...present(values, found, lookUps), ...told, correlationId }];
				},
			};
		});
	};

	return {
		...names,
		effect: 'write',
		fields: { ...fields, dryRun, options: options({ ...own, ...WRITING }) },
		...erase<V>({ check, changes: (values) => !isDry(values), plan }),
	};
}

/** Throws CallFailure unless what would be sent is what was approved, or nothing was asked for. */
function assertApproved({ options: { approvedPlan } }: Written, wanted?: WriteRequest): void {
	const planId = planIdOf(wanted);
	if (approvedPlan === undefined || planId === null) return;
	if (planId === approvedPlan?.toLowerCase()) return;
	throw new CallFailure({
		kind: 'refusedBefore',
		message: 'The request is no longer the one that was approved',
		hint: `The plan of this item is now ${planId}, the approved one is ${approvedPlan ?? 'empty'}. Nothing was sent for this item: do a dry run again and have it approved.`,
		attempts: 0,
		outcome: 'notSent',
	});
}
