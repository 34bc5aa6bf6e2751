const { CloudCockpitApi } = require('./dist/credentials/CloudCockpitApi.credentials.js');
const {
	CloudCockpitOAuth2Api,
} = require('./dist/credentials/CloudCockpitOAuth2Api.credentials.js');
const { CloudCockpit } = require('./dist/nodes/CloudCockpit/CloudCockpit.node.js');
const {
	CloudCockpitTrigger,
} = require('./dist/nodes/CloudCockpitTrigger/CloudCockpitTrigger.node.js');

module.exports = { CloudCockpit, CloudCockpitApi, CloudCockpitOAuth2Api, CloudCockpitTrigger };
