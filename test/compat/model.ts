import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';

interface ChatRequest {
	messages: Array<{ role: string; content: string }>;
	tools?: Array<{ function: { name: string } }>;
}

/** Stands in for a language model behind OpenAI's chat API. */
export interface Model {
	/** Base URL for the credential. */
	url: string;
	/** What it was asked, with the tools that it was offered. */
	calls: Array<{ offered: string[] }>;
	close(): Promise<void>;
}

/**
 * Starts a model on a free loopback port. It calls the first tool that it is offered with
 * `toolArguments`, and then repeats what the tool has answered.
 */
export async function startModel(toolArguments: Record<string, unknown>): Promise<Model> {
	const calls: Model['calls'] = [];
	const server = fastify();
	server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		const { messages, tools = [] } = body;
		const offered = tools.map((tool) => tool.function.name);
		calls.push({ offered });
		const answered = messages.find(({ role }) => role === 'tool');
		const message = answered
			? { content: answered.content }
			: { content: null, tool_calls: [toolCall(offered[0] ?? '', toolArguments)] };
		return {
			...{ id: 'chat-1', object: 'chat.completion', created: 1, model: 'example-model' },
			choices: [
				{
					index: 0,
					message: { role: 'assistant', ...message },
					finish_reason: answered ? 'stop' : 'tool_calls',
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/v1`, calls, close: () => server.close() };
}

function toolCall(name: string, toolArguments: Record<string, unknown>) {
	return {
		...{ id: 'call-1', type: 'function' },
		function: { name, arguments: JSON.stringify(toolArguments) },
	};
}
