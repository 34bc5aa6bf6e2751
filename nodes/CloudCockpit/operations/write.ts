import type { IDataObject } from 'n8n-workflow';

import type { Api, WriteRequest } from '../../shared/api/api';
import { CallFailure, type Failure, mapFailure } from '../../shared/api/failure';
import { brief, redact, shorten } from '../../shared/api/redact';
import type { Fields, ValuesOf } from '../../shared/fields/field';
import type { LookUps, Names } from '../../shared/fields/look-up';
import { dryRun, options, WRITING } from '../../shared/fields/options';
import type { Item, Task } from '../../shared/items/task';
import { PLAN_LENGTH, planIdOf } from '../../shared/model/plan';
import { withWayToFindOut } from './find-out';
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
	/** Whether each item must see it as it is right before it is written. */
	isFresh?: boolean;
	/** Names in what was found. */
	names?: (found: Found) => Names;
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
	present?: (values: WriteValues<F, O>, found: Found | undefined, known: LookUps) => IDataObject;
	/** What is returned in place of all that: only what CloudCockpit answered. */
	returns?: (answer: unknown, correlationId: string) => IDataObject[];
	/** Whether to send again what may have been carried out. */
	isSafeToRepeat?: (values: WriteValues<F, O>) => boolean;
	/** What is done for items that only read after all. */
	reads?: {
		fits: (values: WriteValues<F, O>) => boolean;
		run: (values: WriteValues<F, O>, api: Api) => Promise<IDataObject[]>;
	};
	/** One sentence about it: what was done, or would be done. */
	summary: (values: WriteValues<F, O>, told: Told<Found>) => { done: string; planned: string };
}

type WriteValues<F extends Fields, O extends Fields> = With<F, O> & Written;

/** What the values of every write have in common. */
export interface Written {
	readonly dryRun: boolean;
	readonly options: ValuesOf<typeof WRITING>;
}

/** Returns whether an item is a dry run, by its field or by the option of version 0.1.0. */
export function isDry(values: Written): boolean {
	return values.dryRun || values.options.dryRun;
}

/** Returns an operation that writes. */
export function defineWrite<
	F extends Fields,
	O extends Fields = Record<never, never>,
	Found = never,
>(definition: WriteDefinition<F, O, Found>): Operation {
	const { target, survey, request, preview, present, returns, summary, ...rest } = definition;
	const { reads, isSafeToRepeat, fields, options: own, check, ...names } = rest;
	type V = WriteValues<F, O>;
	const toFindOut = (failure: Failure) => withWayToFindOut(failure, names.resource);

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
			(survey?.isWanted(values) === true && !survey.isFresh) ||
			values.options.approvedPlan !== undefined;

		return items.map(({ values, names: known }) => {
			if (reads?.fits(values)) return { run: async (api) => await reads.run(values, api) };
			const { customerId, customerUserId } = values as Readonly<Record<string, unknown>>;
			const namesIn = (found: Found | undefined): Names => ({
				...(found !== undefined && survey?.names?.(found)),
				...known,
			});
			const tell = (found: Found | undefined) => {
				const { customerName, userName } = namesIn(found);
				return summary(values, {
					found,
					known: lookUps,
					customer: brief(customerName ?? String(customerId ?? '')),
					user: brief(userName ?? String(customerUserId ?? '')),
				});
			};
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
					const looking = surveyFor(values, api, survey?.isFresh);
					const found = await mapFailure(looking, (failure) => ({
						...failure,
						outcome: 'notSent',
					}));
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
					const safeToRepeat = isSafeToRepeat?.(values) ?? false;
					const writing = wanted && api.write(wanted, { safeToRepeat });
					const answer = writing && (await mapFailure(writing, toFindOut));
					const { correlationId } = api;
					if (returns) return returns(answer, correlationId);
					const told = { summary: tell(found).done, ...namesIn(found) };
					const presented = present?.(values, found, lookUps);
					return [{ success: true, ...presented, ...told, correlationId }];
				},
			};
		});
	};

	return {
		...names,
		effect: 'write',
		fields: { ...fields, dryRun, options: options({ ...own, ...WRITING }) },
		...erase<V>({
			check,
			impact: (values) => {
				if (reads?.fits(values)) return 'none';
				return isDry(values) ? 'dryRun' : 'write';
			},
			plan,
		}),
	};
}

/** Throws CallFailure unless what would be sent is what was approved, or nothing was asked for. */
function assertApproved({ options: { approvedPlan } }: Written, wanted?: WriteRequest): void {
	if (approvedPlan === undefined) return;
	const planId = planIdOf(wanted);
	if (planId === null || planId === approvedPlan?.toLowerCase()) return;
	const message = 'The request is no longer the one that was approved';
	throw new CallFailure({
		kind: 'refusedBefore',
		message,
		fields: [{ name: 'approvedPlan', messages: [message] }],
		hint: `The plan of this item is now ${planId}, the approved one is ${showPlan(approvedPlan)}. Nothing was sent for this item: do a dry run again and have it approved.`,
		attempts: 0,
		outcome: 'notSent',
	});
}

/** A plan as it was given: of what can be none, only the beginning. */
function showPlan(plan: string | null): string {
	return plan === null ? 'empty' : shorten(redact(plan), PLAN_LENGTH);
}
