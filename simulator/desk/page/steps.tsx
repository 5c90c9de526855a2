// How the demonstration token is made ready: the steps of the technician's tool as they happen.
import type { Step } from '../messages.ts';
import type { Send } from './connection.ts';

const marks = { waiting: '○', running: '●', done: '✓', failed: '✗' };
const words = { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed' };

export function Steps({ steps, send }: { readonly steps: readonly Step[]; readonly send: Send }) {
  if (steps.length === 0) return null;
  const ready = steps.every((step) => step.state === 'done');
  const failed = steps.some((step) => step.state === 'failed');
  const headline = ready ? 'The token is ready' : failed ? 'The token is not ready' : 'Getting the token ready';
  return (
    <section class="card" aria-labelledby="steps-title" data-ready={ready}>
      <h2 id="steps-title">{headline}</h2>
      <details open={!ready}>
        <summary>
          {ready ? 'What the technician’s tool did over the serial port' : 'The technician’s tool at work'}
        </summary>
        <ol class="steps">
          {steps.map((step) => (
            <li key={step.name} class={step.state} data-step={step.name} data-state={step.state}>
              <span class="mark" aria-hidden="true">
                {marks[step.state]}
              </span>
              <div>
                <strong>{step.title}</strong> <span class="sr-only">{words[step.state]}</span>
                <p>{step.detail}</p>
                {step.state === 'running' && <StepProgress step={step} />}
              </div>
            </li>
          ))}
        </ol>
      </details>
      {failed && (
        <button type="button" class="primary" onClick={() => send({ kind: 'prepare' })}>
          Try again
        </button>
      )}
      <p class="sr-only" aria-live="polite">
        {headline}
      </p>
    </section>
  );
}

function StepProgress({ step }: { readonly step: Step }) {
  const { bytesDone, bytesTotal } = step;
  if (bytesDone === undefined || bytesTotal === undefined || bytesTotal === 0) return null;
  const percent = Math.floor((100 * bytesDone) / bytesTotal);
  return (
    <p class="progress">
      <progress value={bytesDone} max={bytesTotal} aria-label={step.title} />
      <span>
        {bytesDone.toLocaleString('en')} of {bytesTotal.toLocaleString('en')} bytes, {percent} %
      </span>
    </p>
  );
}
