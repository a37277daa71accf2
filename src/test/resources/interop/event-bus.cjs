// npm's event-bus client on the bridge: prints what comes from an address, and what is refused.
// Arguments: the folder that the client is in, the URL, then addresses to consume; `>ADDRESS` is
// sent to and published to.
const EventBus = require(process.argv[2] + '/@vertx/eventbus-bridge-client.js');

const bus = new EventBus(process.argv[3]);
bus.onopen = () => {
  bus.onerror = (error) => console.log(`refused ${error.type} ${error.body ?? error.message ?? ''}`);
  for (const argument of process.argv.slice(4)) {
    if (argument.startsWith('>')) {
      bus.publish(argument.slice(1), { forged: true });
      bus.send(argument.slice(1), { forged: true }, (error, reply) =>
        console.log(error ? `failed ${argument.slice(1)}` : `reply ${JSON.stringify(reply.body)}`),
      );
    } else {
      bus.registerHandler(argument, (error, message) =>
        console.log(error ? `refused ${argument}` : `${argument} ${JSON.stringify(message.body)}`),
      );
    }
  }
  console.log('open');
};
