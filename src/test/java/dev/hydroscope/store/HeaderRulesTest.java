package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.store.HeaderRules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link hides by a header's name and within an address. */
class HeaderRulesTest {
    private final HeaderRules standard = new HeaderRules(Redaction.STANDARD);

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "x-api-key", "dpop", "x-wsse", "x-amzn-oidc-data", "x-ms-client-principal",
        "x-forwarded-client-cert", "x-saml-assertion", "x-passcode", "phpsessid", "x-forwarded-email", "x-remote-user",
        "x-forwarded-preferred-username", "x-original-forwarded-for", "cf-connecting-ip", "cf-connecting-ipv6",
        "x-envoy-external-address", "x-azure-clientip", "x-azure-socketip", "x-real-ip", "x-appengine-remote-addr"})
    void whatProxiesTellOfAClientAndWhatOpensDoorsIsAPseudonym(String name) {
        assertEquals(Rule.PSEUDONYM, standard.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-agent", "accept", "content-type", "etag", "x-request-id", "server", "via", "x-forwarded-proto",
        "content-security-policy", "x-cache"})
    void whatOneLooksForStaysToBeSeen(String name) {
        assertEquals(Rule.SHOW, standard.of(name));
    }

    @ParameterizedTest
    @CsvSource({"https://joe:secret@host/a?b=c, https://…@host/a?…", "https://joe@corp.example:secret@host/a, https://…@host/a",
        "https://joe@corp.example:secret@host, https://…@host", "https://host/a@b, https://host/a@b", "/a@b?c, /a@b?…",
        "a@https://host/, a@https://host/", "https://host/cb#access_token=x, https://host/cb#…"})
    void nothingOfAUserIsLeftOfAnAddress(String address, String left) {
        assertEquals(left, Urls.withoutQuery(address));
    }

    @Test
    void strictShowsTheHarmlessAlone() {
        assertEquals(Rule.HIDE, new HeaderRules(Redaction.STRICT).of("user-agent"));
    }
}
