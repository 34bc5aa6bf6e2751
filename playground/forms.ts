/** Sends n8n's forms as a browser does. */

/** The login that a form asks for. */
export interface FormLogin {
	user: string;
	password: string;
}

export interface FormFile {
	name: string;
	content: Buffer;
}

/**
 * Fills in the fields of a form in their order, and sends it; without a login like anybody. Gives
 * n8n's answer.
 */
export async function sendForm(
	url: string,
	fields: ReadonlyArray<string | FormFile>,
	login?: FormLogin,
): Promise<Response> {
	const form = new FormData();
	for (const [index, field] of fields.entries()) {
		const name = `field-${index}`;
		if (typeof field === 'string') form.append(name, field);
		else form.append(name, new Blob([new Uint8Array(field.content)]), field.name);
	}
	return await fetch(url, {
		method: 'POST',
		headers: login ? { authorization: basicAuth(login) } : {},
		body: form,
	});
}

export function basicAuth({ user, password }: FormLogin): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
