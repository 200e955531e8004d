import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api';
import { sentence } from './format';
import { Icon } from './icon';
import './message.css';

/** An empty place explained: what is (not) here, why, and what to do. */
export function Note({ title, children }: { title: string; children?: ComponentChildren }) {
    return (
        <div class="note">
            <p class="note-title">{title}</p>
            {children !== undefined && <div class="quiet">{children}</div>}
        </div>
    );
}

interface ProblemProps {
    error: ApiError;
    retry?: (() => void) | undefined;
}

/** A failure: what happened, what to do, and a way to try again. */
export function Problem({ error, retry }: ProblemProps) {
    return (
        <div class="problem" role="alert">
            <Icon name="alert" />
            <div>
                <strong>{sentence(error.message)}</strong>
                {error.hint !== '' && <p>{sentence(error.hint)}</p>}
            </div>
            {retry && (
                <button type="button" class="button small" onClick={retry}>
                    Try again
                </button>
            )}
        </div>
    );
}

/** A banner over a view: something holds for all of it. */
export function Banner({ title, children }: { title: string; children?: ComponentChildren }) {
    return (
        <div class="problem warning" role="status">
            <Icon name="alert" />
            <div>
                <strong>{title}</strong>
                {children}
            </div>
        </div>
    );
}
