// Keeps a command, a folder or both from outliving whoever started this process, however that one
// ends: it holds the other end of our standard input, and when that closes, the command with all
// that it started is killed and the folder removed.
//
//   node leash.mjs <folder, or an empty text> [command] [arguments...]
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder, command, ...commandArguments] = process.argv.slice(2);

function finish(exitCode) {
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	process.exit(exitCode);
}

// Ctrl-C is for the one who started us. It ends, our standard input closes, and then we end too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

if (!command) {
	process.stdin.on('close', () => finish(0)).resume();
} else {
	// Detached makes it the leader of a process group, which can be killed as a whole. Killed, not
	// asked: nothing that runs on a leash has anything to save.
	const child = spawn(command, commandArguments, {
		detached: true,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const killGroup = () => {
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch (error) {
			if (error.code !== 'ESRCH') throw error; // ESRCH: the whole group is gone already
		}
	};
	process.stdin.on('close', killGroup).resume();
	child.on('error', (error) => {
		console.error(error.message);
		finish(127);
	});
	child.on('exit', (exitCode) => {
		killGroup();
		finish(exitCode ?? 1);
	});
}
