import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	UnexpectedError,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { applyAuthenticate } from './authenticate';
import type { CredentialTypes } from './credential-types';
import { resolveCredentialData } from './resolve-credential';

/** How a node refers to a stored credential: the id of its row, and the name for messages. */
export class CredentialReference implements INodeCredentialsDetails {
	constructor(
		readonly id: string,
		readonly name: string,
	) {}
}

/**
 * n8n's credentials helper over a store in memory instead of a database table. Data is encrypted by
 * n8n-core's own cipher; defaults, pinned fields and expressions resolve as in n8n; the token that
 * n8n-core fetches is written back and found by the next call. Left out is what takes a licence or
 * a signed-in user: overwrites, external secrets, credentials per user.
 */
export class InMemoryCredentialsHelper extends ICredentialsHelper {
	private readonly rows = new Map<string, { name: string; type: string; data: string }>();

	constructor(private readonly types: CredentialTypes) {
		super();
	}

	/** Stores plain data under a new id, as Save in the editor does. */
	async create(type: string, data: ICredentialDataDecryptedObject): Promise<CredentialReference> {
		const id = `credential-${this.rows.size + 1}`;
		const reference = new CredentialReference(id, `${type} account`);
		this.rows.set(reference.id, { name: reference.name, type, data: '' });
		await this.updateCredentials(reference, type, data);
		return reference;
	}

	override async getCredentials(
		reference: INodeCredentialsDetails,
		type: string,
	): Promise<Credentials> {
		const row = this.rows.get(reference.id ?? '');
		if (row?.type !== type) {
			throw new UnexpectedError(
				`Credential with ID "${reference.id}" does not exist for "${type}"`,
			);
		}
		return new Credentials({ id: reference.id, name: row.name }, type, row.data);
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = await (await this.getCredentials(reference, type)).getData();
		if (raw) return stored;
		const context = { additionalData, mode, executeData, run };
		return resolveCredentialData(this.types.getProperties(type), stored, context);
	}

	override async updateCredentials(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credentials = await this.getCredentials(reference, type);
		await credentials.setData(data);
		this.store(credentials);
	}

	override async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData = {} }: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credentials = await this.getCredentials(reference, type);
		await credentials.updateData({ oauthTokenData });
		this.store(credentials);
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.getByName(typeName);
		return await applyAuthenticate(authenticate, credentials, request, workflow, node);
	}

	/** None of our credentials logs in before a request; one that did would have to be mirrored here. */
	override async preAuthentication(
		_helpers: IHttpRequestHelper,
		_credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		if (this.types.getByName(typeName).preAuthentication) {
			throw new UnexpectedError(`preAuthentication of ${typeName} is not mirrored`);
		}
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		await this.preAuthentication(helpers, credentials, typeName);
	}

	override getParentTypes(name: string): string[] {
		return this.types.getParentTypes(name);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.types.getProperties(type);
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	private store(credentials: Credentials): void {
		const { name, type, data = '' } = credentials.getDataToSave();
		this.rows.set(credentials.id ?? '', { name, type, data });
	}
}
