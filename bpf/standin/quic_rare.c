#include "quic.h"

static void new_path(struct transport *t)
{
    char text[33];
    random_hex(&t->visit->random, text, 32);
    FIRE(quicly, new_path, t->quic, 1, t->visit->client.address);
    FIRE(quicly, path_challenge_send, t->quic, text);
    FIRE(quicly, path_challenge_receive, t->quic, text + 8);
    FIRE(quicly, path_response_send, t->quic, text + 8);
    FIRE(quicly, path_response_receive, t->quic, text);
    FIRE(quicly, elicit_path_migration, t->quic, 1);
    FIRE(quicly, promote_path, t->quic, 1);
    FIRE(quicly, retire_connection_id_receive, t->quic, 0);
    FIRE(quicly, retire_connection_id_send, t->quic, 0);
    FIRE(quicly, delete_path, t->quic, 1);
}

static void new_keys(struct transport *t)
{
    char secret[97];
    random_hex(&t->visit->random, secret, 96);
    FIRE(quicly, crypto_receive_key_update_prepare, t->quic, 1, secret);
    FIRE(quicly, crypto_receive_key_update, t->quic, 1, secret);
    FIRE(quicly, crypto_send_key_update, t->quic, 1, secret);
    FIRE(quicly, crypto_send_key_update_confirmed, t->quic, t->quic->next_pn);
}

static void datagrams(struct transport *t)
{
    FIRE(quicly, datagram_receive, t->quic, quic_noise(t), random_between(&t->visit->random, 20, 1100));
    FIRE(quicly, datagram_send, t->quic, quic_noise(t), random_between(&t->visit->random, 20, 1100));
}

static void limits(struct transport *t)
{
    FIRE(quicly, streams_blocked_receive, t->quic, 100, 0);
    FIRE(quicly, max_streams_send, t->quic, 200, 0);
    FIRE(quicly, max_data_send, t->quic, 33554432);
    FIRE(quicly, max_streams_receive, t->quic, 103, 1);
}

static void forwarded(struct transport *t)
{
    const struct client *client = &t->visit->client;
    FIRE(h2o, h3_packet_forward, (void *)&client->local, (void *)&client->peer, 1, 1252, 7);
    FIRE(h2o, h3_forwarded_packet_receive, (void *)&client->local, (void *)&client->peer, 1252);
    FIRE(h2o, h3_packet_forward_to_thread_ignore, 9);
}

static void congestion_told(struct transport *t)
{
    FIRE(quicly, ecn_congestion, t->quic, 1);
    FIRE(quicly, ack_frequency_receive, t->quic, 0, 10, 25000, 3);
    FIRE(quicly, immediate_ack_send, t->quic);
    FIRE(quicly, max_stream_data_send, t->quic, quic_stream_find(t, 2)->stream, 16777216);
    FIRE(quicly, debug_message, t->quic, "on_rare", __LINE__, "the window was opened by hand");
}

static void strangers(struct transport *t)
{
    FIRE(h2o, h3_packet_forward_to_node_ignore, 77);
    FIRE(quicly, initial_handshake_packet_exceed, t->quic, 11);
    FIRE(quicly, stop_sending_send, t->quic, 2, 0x10e);
    FIRE(quicly, streams_blocked_send, t->quic, 100, 1);
}

void quic_rare(struct transport *t)
{
    static void (*const events[])(struct transport *) = {new_path,  new_keys,        datagrams, limits,
                                                         forwarded, congestion_told, strangers};
    struct random *random = &t->visit->random;
    if (random_chance(random, 40)) {
        quic_datagram(t, 40);
        FIRE(quicly, ping_receive, t->quic);
        quic_ack_only(t);
    }
    if (random_chance(random, 25)) {
        quic_datagram(t, 60);
        events[random_below(random, sizeof(events) / sizeof(*events))](t);
        quic_ack_only(t);
    }
}
