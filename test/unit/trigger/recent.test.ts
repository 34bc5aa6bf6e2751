import { isToldAlready, noteTold } from '../../../nodes/CloudCockpitTrigger/recent';

const MINUTE = 60_000;

test('what was told is not told again at once, but when n8n has not saved it for a minute', () => {
	noteTold([{ eventId: 'signed' }], 0);

	expect(isToldAlready([{ eventId: 'other' }, { eventId: 'signed' }], 200)).toBe(true);
	expect(isToldAlready([{ eventId: 'other' }], 200)).toBe(false);
	expect(isToldAlready([{ eventId: 'signed' }], MINUTE)).toBe(false);
});
