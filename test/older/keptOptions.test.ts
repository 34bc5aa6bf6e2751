/** The same on n8n 2.8.4: what is saved of options is the business of n8n's own code. */
import '../engine/keptOptions.test';
