/** Ends a check before its time; the message says why, in words that may be in the report. */
export class Stopped extends Error {}
