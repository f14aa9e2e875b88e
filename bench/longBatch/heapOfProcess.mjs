/* global fetch, WebSocket */
/**
 * Says what another process of Node.js still needs of its heap, in MB, after all else was let go: `heapOfProcess.mjs PID`. It makes
 * the process listen for a debugger, so it takes a Node.js that has WebSockets and a machine on which nothing else listens for one.
 */
import { setTimeout as delay } from 'node:timers/promises';

const pid = Number(process.argv[2]);
process.kill(pid, 'SIGUSR1');

let target;
for (let attempt = 0; target === undefined; attempt++) {
  if (attempt === 100) throw new Error(`Process ${pid} does not listen for a debugger.`);
  await delay(100);
  target = await fetch('http://127.0.0.1:9229/json')
    .then((answer) => answer.json())
    .then(([first]) => first)
    .catch(() => undefined);
}

const socket = new WebSocket(target.webSocketDebuggerUrl);
await new Promise((resolve, reject) => {
  socket.onopen = resolve;
  socket.onerror = reject;
});
let last = 0;
async function ask(method, params = {}) {
  const id = ++last;
  const answered = new Promise((resolve) => {
    socket.addEventListener('message', function take({ data }) {
      const message = JSON.parse(data);
      if (message.id !== id) return;
      socket.removeEventListener('message', take);
      resolve(message.result);
    });
  });
  socket.send(JSON.stringify({ id, method, params }));
  return answered;
}

const { result } = await ask('Runtime.evaluate', { expression: 'process.pid' });
if (result.value !== pid) throw new Error(`Another process (${result.value}) listens for a debugger, and not ${pid}.`);
await ask('HeapProfiler.collectGarbage');
const { usedSize } = await ask('Runtime.getHeapUsage');
console.log(usedSize / 2 ** 20);
socket.close();
