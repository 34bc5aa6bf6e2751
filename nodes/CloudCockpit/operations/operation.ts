import type { IDataObject } from 'n8n-workflow';

import type { Api, WriteRequest } from '../../shared/api/api';
import type { Fields, Refuse, ValuesOf } from '../../shared/fields/field';
import { dryRun, options, type SENDING, WRITING } from '../../shared/fields/options';
import type { Runnable, Task, Values } from '../../shared/items/task';

/** What a user finds in the node's Resource and Operation lists, and what it does. */
export interface Operation extends Names, Runnable {}

interface Names {
	resource: ResourceName;
	/** Saved in workflows: never changes. */
	value: string;
	name: string;
	/** Shown in the list of actions, and what a model is told when the node is its tool. */
	action: string;
	description: string;
}

export type ResourceName =
	| 'customer'
	| 'license'
	| 'mca'
	| 'providerInstance'
	| 'qualification'
	| 'user';

/** The values of an operation's fields, its options among them. */
type With<F extends Fields, O extends Fields> = ValuesOf<F> & {
	readonly options: ValuesOf<O & typeof SENDING>;
};

interface Definition<F extends Fields, O extends Fields> extends Names {
	/** Parameters by name, in the order in which they are shown and read. */
	fields: F;
	/** Entries of Options beyond those that every operation has. */
	options?: O;
	/** Checks what only several fields together tell. */
	check?: (values: With<F, O>, refuse: Refuse) => void;
}

/** An operation that reads, or has CloudCockpit fetch what Microsoft knows. */
export interface ReadDefinition<F extends Fields, O extends Fields> extends Definition<F, O> {
	/** What it refreshes: items with the same target run one after the other. */
	refreshes?: (values: With<F, O>) => string;
	/** Does it for one item. Gives the JSON of the item's output items. */
	run: (values: With<F, O>, api: Api) => Promise<IDataObject[]>;
}

/** Makes an operation that writes nothing of its own. */
export function defineOperation<F extends Fields, O extends Fields = Record<never, never>>(
	definition: ReadDefinition<F, O>,
): Operation {
	const { refreshes, run, fields, options: own, check, ...names } = definition;
	const toTask = (values: With<F, O>): Task => ({
		target: refreshes?.(values),
		changes: refreshes !== undefined,
		isHarmless: true,
		run: async (api) => await run(values, api),
	});
	return erase<With<F, O>>(
		{ ...names, fields: { ...fields, options: options(own ?? {}) } },
		{ check, plan: (items) => items.map(toTask) },
	);
}

/**
 * A look at what is there before anything is written, shared by all items with the same key: whether
 * an item can succeed may depend on what the others want.
 */
export interface Survey<V, Found> {
	key: (values: V) => string;
	/** Whether the item asks for it. It is looked at once it does for one item of the key. */
	isWanted: (values: V) => boolean;
	/** Looks, for all items with the same key. */
	look: (api: Api, items: readonly V[]) => Promise<Found>;
	/** Throws CallFailure when the item cannot succeed. */
	verify: (found: Found, values: V) => void;
}

/** An operation that writes. Dry run, order and what is repeated follow from what it says. */
export interface WriteDefinition<F extends Fields, O extends Fields, Found>
	extends Definition<F, O> {
	/** What it writes to: items with the same target are written one after the other. */
	target: (values: With<F, O>) => string;
	survey?: Survey<WriteValues<F, O>, Found>;
	/** What is sent. No network: a dry run shows exactly this. */
	request: (values: WriteValues<F, O>, found: Found | undefined) => WriteRequest;
	/** What a dry run tells beside the request. */
	preview?: (values: WriteValues<F, O>, found: Found | undefined) => IDataObject;
	/** What is told once it is written, beside `success` and the correlation ID. */
	present: (values: WriteValues<F, O>) => IDataObject;
}

type WriteValues<F extends Fields, O extends Fields> = With<F, O> & MaybeDry;

interface MaybeDry {
	readonly dryRun: boolean;
	readonly options: ValuesOf<typeof WRITING>;
}

/** Whether an item of a write only shows what would be sent: by the field, or the option of 0.1.0. */
export function isDry(values: MaybeDry): boolean {
	return values.dryRun || values.options.dryRun;
}

/** Makes an operation that writes. */
export function defineWrite<
	F extends Fields,
	O extends Fields = Record<never, never>,
	Found = never,
>(definition: WriteDefinition<F, O, Found>): Operation {
	const {
		target,
		survey,
		request,
		preview,
		present,
		fields,
		options: own,
		check,
		...names
	} = definition;
	type V = WriteValues<F, O>;

	const plan = (items: readonly V[]): Task[] => {
		const surveys = new Map<string, Promise<Found>>();
		const surveyFor = async (values: V, api: Api): Promise<Found | undefined> => {
			if (!survey?.isWanted(values)) return undefined;
			const key = survey.key(values);
			const known = surveys.get(key);
			if (known) return await known;
			const sharing = items.filter((other) => survey.key(other) === key);
			const looking = survey.look(api, sharing);
			surveys.set(key, looking);
			return await looking;
		};
		return items.map((values) => ({
			target: target(values),
			changes: !isDry(values),
			survey: survey?.isWanted(values)
				? async (api) => {
						const found = await surveyFor(values, api);
						if (found !== undefined) survey.verify(found, values);
					}
				: undefined,
			run: async (api) => {
				const found = await surveyFor(values, api);
				const wanted = request(values, found);
				if (isDry(values)) {
					return [{ dryRun: true, request: { ...wanted }, ...preview?.(values, found) }];
				}
				await api.write(wanted);
				return [{ success: true, ...present(values), correlationId: api.correlationId }];
			},
		}));
	};

	const allFields = { ...fields, dryRun, options: options({ ...own, ...WRITING }) };
	return erase<V>({ ...names, fields: allFields }, { check, plan });
}

/** Forgets the type of the values, which are those of the operation's own fields. */
function erase<V>(
	known: Names & Pick<Runnable, 'fields'>,
	steps: {
		check?: (values: V, refuse: Refuse) => void;
		plan: (items: readonly V[]) => readonly Task[];
	},
): Operation {
	const { check, plan } = steps;
	return {
		...known,
		check: check && ((values: Values, refuse) => check(values as V, refuse)),
		plan: (items) => plan(items as readonly V[]),
	};
}
