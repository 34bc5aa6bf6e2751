// Makes the whole process use one n8n: the packages of the folder in N8N_MODULES, whoever asks for
// them. The nodes that n8n brings come from there, and ours must share their engine.
import { registerHooks } from 'node:module';
import { join } from 'node:path';

const SHARED = /^(?:n8n-core|n8n-workflow|n8n-nodes-base|@n8n\/di)(?:\/|$)/;

registerHooks({
	resolve: (specifier, context, next) =>
		next(SHARED.test(specifier) ? join(process.env.N8N_MODULES, specifier) : specifier, context),
});
