// npm's eventsource on an event stream: prints each message as its id and its data, each gap, and
// how often it was opened.
// Arguments: the folder that eventsource is in, the URL.
const { EventSource } = require(process.argv[2] + '/eventsource');

const source = new EventSource(process.argv[3]);
let opened = 0;
source.addEventListener('open', () => console.log(`open ${++opened}`));
source.addEventListener('message', (event) => console.log(`${event.lastEventId} ${event.data}`));
source.addEventListener('gap', (event) => console.log(`gap ${event.data}`));
