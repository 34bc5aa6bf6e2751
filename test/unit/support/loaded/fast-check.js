module.exports = globalThis.LOADED['fast-check'];
