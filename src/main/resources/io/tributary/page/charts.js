// Charts by Chart.js, which /page/chart.js brings.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function line(canvas, length, options) {
  return new window.Chart(canvas, {
    type: 'line',
    data: {
      labels: Array.from({ length }, (_, i) => i),
      datasets: [{ data: new Array(length).fill(null), fill: true, pointRadius: 0, borderWidth: 1.5, cubicInterpolationMode: 'monotone' }],
    },
    options: { animation: false, events: [], ...options },
  });
}

function paint(chart) {
  const [set] = chart.data.datasets;
  set.borderColor = colour('--accent');
  set.backgroundColor = `color-mix(in srgb, ${colour('--accent')} 14%, transparent)`;
}

/** A chart that is given its values again and again. */
class Live {
  #chart;
  #shown = '';

  constructor(chart) {
    this.#chart = chart;
    this.repaint();
  }

  show(values) {
    const key = values.join();
    if (key === this.#shown) return;
    this.#shown = key;
    this.#chart.data.datasets[0].data = values;
    this.#chart.update('none');
  }

  repaint() {
    paint(this.#chart);
    const { y } = this.#chart.options.scales;
    if (y.ticks) {
      y.ticks.color = colour('--soft');
      y.grid.color = colour('--line');
    }
    this.#chart.update('none');
  }
}

const plugins = { legend: { display: false }, tooltip: { enabled: false } };

export const sparkline = (canvas, length) =>
  new Live(
    line(canvas, length, {
      responsive: false,
      plugins,
      layout: { padding: 1 },
      scales: { x: { display: false }, y: { display: false, beginAtZero: true, suggestedMax: 1 } },
    }),
  );

export const rateChart = (canvas, length) =>
  new Live(
    line(canvas, length, {
      maintainAspectRatio: false,
      plugins,
      scales: {
        x: { display: false },
        y: { beginAtZero: true, suggestedMax: 1, ticks: { maxTicksLimit: 4 }, grid: {}, border: { display: false } },
      },
    }),
  );
