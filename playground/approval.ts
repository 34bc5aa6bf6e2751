import { sendForm } from './forms';
import type { ReceivedMail } from './mailbox';
import { untilThere } from './wait';

/** n8n's answer as long as the workflow has sent the e-mail but does not wait yet. */
const NOT_YET = 409;

/**
 * Opens the form behind the button of an approval mail and sends a decision, as the person does who
 * gets that mail.
 * @throws Error when the mail has no button, or n8n does not take the decision.
 */
export async function decide(
	mail: ReceivedMail,
	decision: 'Approve' | 'Decline',
	comment = '',
): Promise<void> {
	const link = approvalLink(mail);
	const form = await untilThere(`the form of "${mail.subject}"`, async () => {
		const opened = await fetch(link);
		return opened.status === NOT_YET ? undefined : opened;
	});
	if (!form.ok) throw new Error(`The form of "${mail.subject}": ${form.status}`);
	const answer = await sendForm(link, [decision, comment]);
	if (!answer.ok) throw new Error(`The decision on "${mail.subject}": ${answer.status}`);
}

/** Where the button of an approval mail leads. */
export function approvalLink({ html, subject }: ReceivedMail): string {
	const link = /href="([^"]*\/webhook-waiting\/[^"]*)"/.exec(html)?.[1];
	if (!link) throw new Error(`"${subject}" has no button.`);
	return link.replaceAll('&amp;', '&');
}
