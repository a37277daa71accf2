// An event-stream server by npm's better-sse: numbered events, resumed after Last-Event-ID.
// Arguments: the folder that better-sse is in, the port, the number of the last event; or instead of
// that number "three", which gives each connection three more than it has.
const http = require("node:http");
const { createSession } = require(process.argv[2] + "/better-sse");

const port = Number(process.argv[3]);
const last = (from) => (process.argv[4] === "three" ? from + 3 : Number(process.argv[4]));

const server = http.createServer(async (request, response) => {
  const session = await createSession(request, response);
  const from = Number(session.lastId || 0);
  for (let number = from + 1; number <= last(from); number++) {
    session.push({ number }, "tick", String(number));
  }
});
server.listen(port, "127.0.0.1", () => console.log("listening"));
