// The graphs of engine/benches/layout.rs laid out by d3-force, 300 ticks each, and judged alike.
import { readFileSync } from "node:fs";
import { forceCenter, forceLink, forceManyBody, forceSimulation } from "d3-force";

const TICKS = 300;

const graphs = JSON.parse(readFileSync(process.env.EARLY_ACTION_GRAPHS, "utf8"));

/** Numbers of ties on the shortest ways from one person to all. */
function ways(near, from) {
  const found = new Array(near.length).fill(-1);
  found[from] = 0;
  const queue = [from];
  for (const who of queue)
    for (const to of near[who])
      if (found[to] < 0) {
        found[to] = found[who] + 1;
        queue.push(to);
      }
  return found;
}

/** The mean of ((s x on paper - along ties) / along ties) squared, s where it is smallest. */
function stress(nodes, near, sampled) {
  const every = Math.ceil(nodes.length / sampled);
  let [first, second, pairs] = [0, 0, 0];
  for (let from = 0; from < nodes.length; from += every) {
    ways(near, from).forEach((along, to) => {
      if (along <= 0) return;
      const apart = Math.hypot(nodes[from].x - nodes[to].x, nodes[from].y - nodes[to].y) / along;
      first += apart;
      second += apart * apart;
      pairs += 1;
    });
  }
  return (pairs - (first * first) / second) / pairs;
}

console.log(`d3-force, ${TICKS} ticks`);
graphs.forEach((graph, at) => {
  const nodes = Array.from({ length: graph.people }, (_, index) => ({ index }));
  const near = nodes.map(() => []);
  for (const [from, to] of graph.ties) {
    near[from].push(to);
    near[to].push(from);
  }
  const begun = performance.now();
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(graph.ties.map(([source, target]) => ({ source, target }))))
    .force("charge", forceManyBody())
    .force("center", forceCenter())
    .stop();
  simulation.tick(TICKS);
  const took = performance.now() - begun;
  const theirs = stress(nodes, near, graph.sampled);
  console.log(
    `  seed ${at + 1} ${took.toFixed(1).padStart(38)} ms   stress ${theirs.toFixed(4)}, ours ${graph.stress.toFixed(4)}`,
  );
});
