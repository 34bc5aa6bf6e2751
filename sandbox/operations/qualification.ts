import { findPlacement, notFoundWithError } from './call';
import type { Handlers } from './call';
import { badProperty } from '../answers';

export const qualificationHandlers: Pick<Handlers, 'updateMicrosoftQualification'> = {
	/** Takes any name, as CloudCockpit's own list of names is not known; only a blank is refused. */
	updateMicrosoftQualification({ state, path, body }) {
		const { placement } = findPlacement(state, { ...path, ...body }, notFoundWithError);
		const name = body.qualification.name.trim();
		if (!name) return badProperty('qualification.name', 'A qualification needs a name.');
		placement.qualification = name;
		return { status: 200 };
	},
};
