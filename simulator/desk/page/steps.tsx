// How the demonstration token is made ready: the steps of the technician's tool as they happen.
import type { Step } from '../messages.ts';
import type { Send } from './connection.ts';

const marks = { waiting: '○', running: '●', done: '✓', failed: '✗' };
const words = { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed' };

interface StepsProps {
  readonly steps: readonly Step[];
  /** What the token is called: 'the code display'. */
  readonly name: string;
  readonly send: Send;
}

export function Steps({ steps, name, send }: StepsProps) {
  if (steps.length === 0) return null;
  const ready = isReady(steps);
  const failed = hasFailed(steps);
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const headline = ready ? `${capital} is ready` : failed ? `${capital} is not ready` : `Getting ${name} ready`;
  return (
    <section class="card" aria-labelledby="steps-title" data-ready={ready}>
      <h3 id="steps-title">{headline}</h3>
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
    </section>
  );
}

/** One line for the token itself while it is not ready; told to a screen reader when a step begins, not byte by byte. */
export function Readiness({ steps }: { readonly steps: readonly Step[] }) {
  const step =
    steps.find(({ state }) => state === 'running' || state === 'failed') ??
    steps.find(({ state }) => state === 'waiting');
  const text =
    step === undefined ? '' : step.state === 'failed' ? `Not ready: ${step.title}` : `Getting ready: ${step.title}`;
  const percent = step === undefined ? undefined : percentOf(step);
  return (
    <p class={text === '' ? 'readiness sr-only' : 'readiness'}>
      <span role="status">{text === '' && steps.length > 0 ? 'Ready' : text}</span>
      {percent !== undefined && <span aria-hidden="true"> {percent} %</span>}
    </p>
  );
}

function isReady(steps: readonly Step[]): boolean {
  return steps.every((step) => step.state === 'done');
}

function hasFailed(steps: readonly Step[]): boolean {
  return steps.some((step) => step.state === 'failed');
}

function percentOf({ bytesDone, bytesTotal }: Step): number | undefined {
  if (bytesDone === undefined || bytesTotal === undefined || bytesTotal === 0) return undefined;
  return Math.floor((100 * bytesDone) / bytesTotal);
}

function StepProgress({ step }: { readonly step: Step }) {
  const { bytesDone = 0, bytesTotal = 0 } = step;
  const percent = percentOf(step);
  if (percent === undefined) return null;
  return (
    <p class="progress">
      <progress value={bytesDone} max={bytesTotal} aria-label={step.title} />
      <span>
        {bytesDone.toLocaleString('en')} of {bytesTotal.toLocaleString('en')} bytes, {percent} %
      </span>
    </p>
  );
}
