// What waits must do so by the clock of the tests.
module.exports = { ...globalThis.LOADED['n8n-workflow'], ...require('@n8n/utils/sleep') };
