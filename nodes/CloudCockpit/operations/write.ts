import type { IDataObject } from 'n8n-workflow';

import type { Api, WriteRequest } from '../../shared/api/api';
import { mapFailure } from '../../shared/api/failure';
import { brief } from '../../shared/api/redact';
import type { Fields, ValuesOf } from '../../shared/fields/field';
import type { LookUps, Names as KnownNames } from '../../shared/fields/look-up';
import { dryRun, options, WRITING } from '../../shared/fields/options';
import type { Item, Task } from '../../shared/items/task';
import { planIdOf } from '../../shared/model/plan';
import { assertApproved } from './approval';
import { withWayToFindOut } from './find-out';
import { type Definition, erase, type Names, type Operation, type With } from './operation';
import { createSurveys, type FoundFor, type Survey } from './surveys';

/** What is known of an item when it is put into words. */
export interface Told<Found> {
	found: Found | undefined;
	/** Of the customer and the user, where the run knows them; else their ids. */
	customer: string;
	user: string;
	/** What else the run has come across. */
	known: LookUps;
}

/** What a write says of an item with these values. */
interface Steps<V, Found> {
	/** What it writes to: items with the same target are written one after the other. */
	target: (values: V) => string;
	survey?: Survey<V, Found>;
	/** What is sent, or undefined when there is nothing to. No network: a dry run shows exactly this. */
	request: (values: V, found: Found | undefined) => WriteRequest | undefined;
	/** What a dry run tells beside the request. */
	preview?: (values: V, found: Found | undefined) => IDataObject;
	/** What is told once it is written, beside `success`, `summary` and the correlation ID. */
	present?: (values: V, found: Found | undefined, known: LookUps) => IDataObject;
	/** What is returned in place of all that: only what CloudCockpit answered. */
	returns?: (answer: unknown, correlationId: string) => IDataObject[];
	/** Whether to send again what may have been carried out. */
	isSafeToRepeat?: (values: V) => boolean;
	/** What is done for items that only read after all. */
	reads?: {
		fits: (values: V) => boolean;
		run: (values: V, api: Api) => Promise<IDataObject[]>;
	};
	/** One sentence about it: what was done, or would be done. */
	summary: (values: V, told: Told<Found>) => { done: string; planned: string };
}

/** An operation that writes. Dry run, plan, order and what is repeated follow from what it says. */
export interface WriteDefinition<F extends Fields, O extends Fields, Found>
	extends Definition<F, O>,
		Steps<WriteValues<F, O>, Found> {}

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
	const { resource, value, name, action, description, ...rest } = definition;
	const { fields, options: own, check, ...steps } = rest;
	return {
		resource,
		value,
		name,
		action,
		description,
		effect: 'write',
		fields: { ...fields, dryRun, options: options({ ...own, ...WRITING }) },
		...erase<WriteValues<F, O>>({
			check,
			impact: (values) => {
				if (steps.reads?.fits(values)) return 'none';
				return isDry(values) ? 'dryRun' : 'write';
			},
			plan: (items, lookUps) => planWrites({ ...steps, resource }, items, lookUps),
		}),
	};
}

type Write<V, Found> = Steps<V, Found> & Pick<Names, 'resource'>;

function planWrites<V extends Written, Found>(
	write: Write<V, Found>,
	items: ReadonlyArray<Item<V>>,
	lookUps: LookUps,
): Task[] {
	const { reads, survey } = write;
	const all = items.map(({ values }) => values);
	const run: WriteRun<V, Found> = { write, lookUps, foundFor: createSurveys(survey, all, lookUps) };
	return items.map((item) => {
		const { values } = item;
		if (reads?.fits(values)) return { run: async (api) => await reads.run(values, api) };
		const isSurveyed =
			(survey?.isWanted(values) === true && !survey.isFresh) ||
			values.options.approvedPlan !== undefined;
		return {
			target: write.target(values),
			survey: isSurveyed ? async (api) => await surveyItem(run, values, api) : undefined,
			run: async (api) => await writeOrPlan(run, item, api),
		};
	});
}

/** What the items of a run share. */
interface WriteRun<V, Found> {
	write: Write<V, Found>;
	lookUps: LookUps;
	foundFor: FoundFor<V, Found>;
}

/** Throws CallFailure when an item cannot succeed, or is not what was approved. */
async function surveyItem<V extends Written, Found>(
	{ write, foundFor }: WriteRun<V, Found>,
	values: V,
	api: Api,
): Promise<void> {
	const found = await foundFor(values, api);
	if (found !== undefined) write.survey?.verify?.(found, values);
	if (!isDry(values)) assertApproved(values.options.approvedPlan, write.request(values, found));
}

/** Writes one item, or tells what would be written. Resolves with the JSON of its output items. */
async function writeOrPlan<V extends Written, Found>(
	run: WriteRun<V, Found>,
	{ values, names }: Item<V>,
	api: Api,
): Promise<IDataObject[]> {
	const { survey, request } = run.write;
	const looking = run.foundFor(values, api, survey?.isFresh);
	const found = await mapFailure(looking, (failure) => ({ ...failure, outcome: 'notSent' }));
	const more = found === undefined ? undefined : survey?.names?.(found);
	const ready = { values, found, names: { ...more, ...names }, wanted: request(values, found) };
	return isDry(values) ? [presentDryRun(run, ready)] : await writeItem(run, ready, api);
}

/** An item of which all is known that is needed to write it. */
interface Ready<V, Found> {
	values: V;
	found: Found | undefined;
	names: KnownNames;
	wanted: WriteRequest | undefined;
}

function presentDryRun<V extends Written, Found>(
	run: WriteRun<V, Found>,
	ready: Ready<V, Found>,
): IDataObject {
	const { values, found, wanted } = ready;
	run.lookUps.hints.add('Dry run: nothing was written.');
	return {
		dryRun: true,
		summary: sentencesFor(run, ready).planned,
		request: wanted ? { ...wanted } : null,
		planId: planIdOf(wanted),
		...run.write.preview?.(values, found),
	};
}

async function writeItem<V extends Written, Found>(
	run: WriteRun<V, Found>,
	ready: Ready<V, Found>,
	api: Api,
): Promise<IDataObject[]> {
	const { write, lookUps } = run;
	const { values, found, names, wanted } = ready;
	assertApproved(values.options.approvedPlan, wanted);
	const safeToRepeat = write.isSafeToRepeat?.(values) ?? false;
	const writing = wanted && api.write(wanted, { safeToRepeat });
	const answer =
		writing && (await mapFailure(writing, (failure) => withWayToFindOut(failure, write.resource)));
	const { correlationId } = api;
	if (write.returns) return write.returns(answer, correlationId);
	const presented = write.present?.(values, found, lookUps);
	const summary = sentencesFor(run, ready).done;
	return [{ success: true, ...presented, summary, ...names, correlationId }];
}

/** One sentence about an item, with the names that are known by now. */
function sentencesFor<V, Found>(
	{ write, lookUps }: WriteRun<V, Found>,
	{ values, found, names }: Ready<V, Found>,
): { done: string; planned: string } {
	const { customerId, customerUserId } = values as Readonly<Record<string, unknown>>;
	return write.summary(values, {
		found,
		known: lookUps,
		customer: brief(names.customerName ?? String(customerId ?? '')),
		user: brief(names.userName ?? String(customerUserId ?? '')),
	});
}
