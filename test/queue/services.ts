import { join } from 'node:path';

import {
	type RunningCommand,
	runCommand,
	startCommand,
	temporaryFolder,
} from '../../playground/command';
import { HOST, type N8nSettings, twoFreePorts } from '../../playground/n8n';
import { untilThere } from '../../playground/wait';
import type { Programs } from './programs';

const USER = 'n8n';
/** There from the start. */
const DATABASE = 'postgres';

/** What n8n's processes have in common in queue mode. */
export interface Services {
	/** Where n8n finds them. */
	settings: N8nSettings;
	stop(): Promise<void>;
}

/** Starts Redis and an empty Postgres on free loopback ports. */
export async function startServices(programs: Programs): Promise<Services> {
	const [redisPort, postgresPort] = await twoFreePorts();
	const redis = await startRedis(programs.redis, redisPort);
	const postgres = await startPostgres(programs.postgres, postgresPort);
	return {
		settings: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: HOST,
			QUEUE_BULL_REDIS_PORT: String(redisPort),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
		},
		async stop() {
			await redis.stop();
			await postgres.stop();
		},
	};
}

async function startRedis(program: string, port: number): Promise<Pick<RunningCommand, 'stop'>> {
	const redis = startCommand(program, ['--bind', HOST, '--port', String(port), '--save', '']);
	await untilSaid(redis, 'Ready to accept connections');
	return redis;
}

async function startPostgres(bin: string, port: number): Promise<Pick<RunningCommand, 'stop'>> {
	const folder = await temporaryFolder();
	const data = join(folder.path, 'data');
	// Postgres looks at the folder in which it is started.
	const options = { cwd: folder.path };
	if (isRoot) await runCommand('chown', ['postgres', folder.path]);
	const newDatabase = ['-D', data, '-A', 'trust', '-U', USER, '--no-sync'];
	await runCommand(...asPostgres(join(bin, 'initdb'), newDatabase), options);
	const listen = ['-D', data, '-h', HOST, '-p', String(port), '-k', folder.path];
	const settings = ['-c', 'fsync=off', '-c', 'dynamic_shared_memory_type=mmap'];
	const server = asPostgres(join(bin, 'postgres'), [...listen, ...settings]);
	const postgres = startCommand(...server, options);
	await untilSaid(postgres, 'ready to accept connections');
	return {
		async stop() {
			// Asked, not killed, it leaves no shared memory behind.
			const end = ['stop', '-D', data, '-m', 'fast'];
			await runCommand(...asPostgres(join(bin, 'pg_ctl'), end), options);
			await postgres.ended;
			await folder.remove();
		},
	};
}

async function untilSaid(server: RunningCommand, words: string): Promise<void> {
	await untilThere(`"${words}"`, () => server.output().includes(words) || undefined);
}

const isRoot = process.getuid?.() === 0;

/** Postgres refuses to run as root. Its packages bring a user for it. */
function asPostgres(program: string, ofProgram: string[]): [command: string, ofCommand: string[]] {
	if (!isRoot) return [program, ofProgram];
	const user = ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'];
	return ['setpriv', [...user, program, ...ofProgram]];
}
