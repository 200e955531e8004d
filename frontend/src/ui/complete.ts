/** Asks the same again until the answer is complete; what came so far is told each time. */
export async function untilComplete<T extends { complete: boolean }>(
    ask: () => Promise<T>,
    signal: AbortSignal,
    partly: (value: T) => void = () => undefined,
): Promise<T> {
    let answer = await ask();
    while (!answer.complete && !signal.aborted) {
        partly(answer);
        answer = await ask();
    }
    return answer;
}
