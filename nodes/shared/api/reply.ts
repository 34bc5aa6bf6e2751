import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** One request as it goes out. */
export interface Outgoing {
	method: IHttpRequestMethods;
	/** Path with its parameters filled in, starting with a slash. */
	path: string;
	query?: IDataObject;
	body?: unknown;
	correlationId: string;
	timeoutMs: number;
}

/** What came of one request. */
export type Reply = Answer | Silence | SignInRefused;

/** An HTTP answer, of whatever status. */
export interface Answer {
	kind: 'answer';
	status: number;
	/** Names in lower case. */
	headers: IDataObject;
	/** Parsed JSON, or text where it was none. */
	body: unknown;
}

/** No answer: the connection was refused, broke, or took too long. */
export interface Silence {
	kind: 'silence';
	code: string;
	/** True when the request provably never reached the server. */
	undelivered: boolean;
}

/** n8n could not get an OAuth2 token, so the request was not sent. */
export interface SignInRefused {
	kind: 'signInRefused';
	/** Status of the token endpoint, or undefined when it could not be reached. */
	status?: number;
	code: string;
	detail: string;
	/** Whether it could go through later. */
	passing: boolean;
	/** Whether there was an answer, but no token in it. */
	lacksToken?: boolean;
}
