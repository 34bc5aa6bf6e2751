import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedFile {
	name: string;
	mimeType: string;
	content: Buffer;
}

export interface ReceivedMail {
	from: string;
	to: string[];
	subject: string;
	text: string;
	/** Empty when the e-mail has no HTML. */
	html: string;
	files: ReceivedFile[];
}

export interface Mailbox {
	host: string;
	port: number;
	/** All that has been received, in order. */
	mails: readonly ReceivedMail[];
	/** From now on receives e-mails without an answer, until what this gives is called. */
	holdAnswers(): () => void;
	close(): Promise<void>;
}

/** Starts a mail server on a free loopback port that takes every e-mail and delivers none. */
export async function startMailbox(): Promise<Mailbox> {
	const host = '127.0.0.1';
	const mails: ReceivedMail[] = [];
	let released = Promise.resolve();
	const server = new SMTPServer({
		authOptional: true,
		hideSTARTTLS: true,
		onData(stream, { envelope }, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				readMail(Buffer.concat(chunks))
					.then((mail) => {
						mails.push({
							from: envelope.mailFrom ? envelope.mailFrom.address : '',
							to: envelope.rcptTo.map(({ address }) => address),
							...mail,
						});
						return released;
					})
					.then(() => done(), done);
			});
		},
	});
	server.listen(0, host);
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return {
		host,
		port,
		mails,
		holdAnswers() {
			let release = () => {};
			released = new Promise((resolve) => {
				release = resolve;
			});
			return release;
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

async function readMail(source: Buffer): Promise<Omit<ReceivedMail, 'from' | 'to'>> {
	const { subject = '', text = '', html = '', attachments } = await PostalMime.parse(source);
	const files = attachments.map(({ filename, mimeType, content }) => ({
		name: filename ?? '',
		mimeType,
		content: Buffer.from(content as ArrayBuffer),
	}));
	return { subject, text, html, files };
}
