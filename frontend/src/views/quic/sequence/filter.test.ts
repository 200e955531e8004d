import { describe, expect, it } from 'vitest';
import { conditionsOf } from './filter';

describe('what the packets are narrowed to', () => {
    it('is asked of the server with the neighbours', () => {
        expect(conditionsOf('fate=lost&stream=4')).toEqual({ fate: 'lost', stream: '4', context: 3 });
    });

    it('is nothing where all are wanted, or what is written is not one yet', () => {
        expect(conditionsOf('')).toEqual({});
        expect(conditionsOf('stream=-')).toEqual({});
    });
});
