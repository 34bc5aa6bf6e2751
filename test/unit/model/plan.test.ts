import { createHash } from 'node:crypto';

import { planIdOf } from '../../../nodes/shared/model/plan';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const PATH = '/v1/Things';

test('the ID of a plan is that of its canonical JSON, which others can work out too', () => {
	const body = { b: [2, { d: 'x', c: null }], a: false, left: undefined, e: {}, f: [] };
	expect(planIdOf({ method: 'PUT', path: PATH, body })).toBe(
		sha256(
			'{"body":{"a":false,"b":[2,{"c":null,"d":"x"}],"e":{},"f":[]},"method":"PUT","path":"/v1/Things"}',
		),
	);
	expect(planIdOf({ method: 'POST', path: PATH, query: { z: 1, a: ['b'] } })).toBe(
		sha256('{"method":"POST","path":"/v1/Things","query":{"a":["b"],"z":1}}'),
	);
	expect(planIdOf({ method: 'DELETE', path: PATH, body: 'text' })).toBe(
		sha256('{"body":"text","method":"DELETE","path":"/v1/Things"}'),
	);
});

test('what sends nothing has no plan', () => expect(planIdOf(undefined)).toBeNull());
