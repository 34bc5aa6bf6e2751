import type { paths } from './contract';

/** Methods of the contract that the node uses. */
export type Method = 'get' | 'post' | 'patch';

/** The paths of the contract that know a method. */
export type PathWith<M extends Method> = {
	[P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths] &
	string;

type ParametersOf<M extends Method, P extends PathWith<M>> = paths[P][M] extends {
	parameters: infer T;
}
	? T
	: never;

type PathParameters<M extends Method, P extends PathWith<M>> =
	ParametersOf<M, P> extends { path: infer T } ? { path: T } : { path?: undefined };

type QueryParameters<M extends Method, P extends PathWith<M>> =
	ParametersOf<M, P> extends { query: infer T }
		? { query: T }
		: { query?: NonNullable<ParametersOf<M, P> extends { query?: infer T } ? T : never> };

type BodyOf<M extends Method, P extends PathWith<M>> = paths[P][M] extends {
	requestBody: { content: { 'application/json': infer T } };
}
	? { body: T }
	: { body?: undefined };

/** What a call to a path takes: path parameters, query and body, as the contract has them. */
export type Arguments<M extends Method, P extends PathWith<M>> = PathParameters<M, P> &
	QueryParameters<M, P> &
	BodyOf<M, P>;

/** What a path answers a GET with. */
export type AnswerOf<P extends PathWith<'get'>> = paths[P]['get'] extends {
	responses: { 200: { content: { 'application/json': infer T } } };
}
	? T
	: never;

/** Fills in `{name}`. Values were checked before; encoding keeps each one path segment anyway. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>> = {}): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(values[name] ?? '')),
	);
}
