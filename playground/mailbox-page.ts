import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Mailbox, ReceivedMail } from './mailbox';

/** An e-mail may hold anything: it is shown without scripts, and only its links lead elsewhere. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-src 'self'";

export interface MailboxPage {
	/** Address of the list of all e-mails, without trailing slash. */
	url: string;
	close(): Promise<void>;
}

/** Shows what a mailbox has received, with the files, as web pages on a free loopback port. */
export async function startMailboxPage({ mails }: Mailbox): Promise<MailboxPage> {
	const server = fastify();
	server.addHook('onSend', (_request, reply, _payload, done) => {
		void reply.header('content-security-policy', POLICY);
		done();
	});
	const find = (number: string): ReceivedMail | undefined => mails[Number(number) - 1];

	server.get('/', (_request, reply) => reply.type('text/html').send(listPage(mails)));
	server.get<{ Params: { number: string } }>('/mails/:number', ({ params }, reply) => {
		const mail = find(params.number);
		if (!mail) return reply.callNotFound();
		return reply.type('text/html').send(mail.html || textPage(mail));
	});
	server.get<{ Params: { number: string; file: string } }>(
		'/mails/:number/files/:file',
		({ params }, reply) => {
			const file = find(params.number)?.files[Number(params.file) - 1];
			if (!file) return reply.callNotFound();
			return reply
				.type(file.mimeType)
				.header('content-disposition', `attachment; filename="${encodeURIComponent(file.name)}"`)
				.send(file.content);
		},
	);

	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** An e-mail without HTML, as mail programs show it. */
function textPage({ to, subject, text }: ReceivedMail): string {
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(subject)}</title>
<style>
	body { font: 16px/1.5 sans-serif; margin: 1.5rem auto; max-width: 44rem; padding: 0 1rem; }
	h1 { font-size: 1.25rem; margin: 0; }
	header { border-bottom: 1px solid #ddd; padding-bottom: 1rem; }
	main { overflow-wrap: anywhere; padding: 1rem 0; white-space: pre-wrap; }
</style>
<header><h1>${escapeHtml(subject)}</h1>To: ${escapeHtml(to.join(', '))}</header>
<main>${escapeHtml(text)}</main>
</html>`;
}

/** All e-mails, the latest first. */
function listPage(mails: readonly ReceivedMail[]): string {
	const rows = mails.map((mail, index) => row(mail, index + 1)).reverse();
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox</title>
<style>
	body { font-family: sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
	table { border-collapse: collapse; width: 100%; }
	th, td { border-bottom: 1px solid #ddd; padding: 0.5rem; text-align: left; vertical-align: top; }
</style>
<h1>Mailbox</h1>
<p>Every e-mail that the workflows have sent. None has left this computer.</p>
<table>
<tr><th>To<th>Subject<th>Files</tr>
${rows.join('\n')}
</table>
</html>`;
}

function row({ to, subject, files }: ReceivedMail, number: number): string {
	const links = files.map(
		({ name }, index) =>
			`<a href="/mails/${number}/files/${index + 1}">${escapeHtml(name || 'file')}</a>`,
	);
	return `<tr><td>${escapeHtml(to.join(', '))}<td><a href="/mails/${number}">${escapeHtml(subject || '(no subject)')}</a><td>${links.join('<br>')}</tr>`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
