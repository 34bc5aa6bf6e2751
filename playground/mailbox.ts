import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
	from: string;
	to: string[];
	subject: string;
	text: string;
}

export interface Mailbox {
	host: string;
	port: number;
	/** All that has been received, in order. */
	mails: readonly ReceivedMail[];
	close(): Promise<void>;
}

/** Starts a mail server on a free loopback port that takes every e-mail and delivers none. */
export async function startMailbox(): Promise<Mailbox> {
	const host = '127.0.0.1';
	const mails: ReceivedMail[] = [];
	const server = new SMTPServer({
		authOptional: true,
		hideSTARTTLS: true,
		onData(stream, { envelope }, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				PostalMime.parse(Buffer.concat(chunks)).then(({ subject = '', text = '' }) => {
					mails.push({
						from: envelope.mailFrom ? envelope.mailFrom.address : '',
						to: envelope.rcptTo.map(({ address }) => address),
						subject,
						text,
					});
					done();
				}, done);
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
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
