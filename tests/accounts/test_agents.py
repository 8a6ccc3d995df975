import pytest

from gonglian.accounts.agents import agent_words

KIND = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIND} Chrome/150.0 Safari/537.36 Edg/150.0",
            "Edge · Windows",
        ),
        (f"Mozilla/5.0 (X11; Linux x86_64) {KIND} Chrome/150.0 Safari/537.36", "Chrome · Linux"),
        ("Mozilla/5.0 (X11; Linux aarch64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        (f"Mozilla/5.0 (Linux; Android 15) {KIND} Chrome/140.0 Mobile MicroMessenger/8.0", "微信 · Android"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) {KIND} Version/18 Safari/605", "Safari · macOS"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_agent_words(agent: str, words: str) -> None:
    assert agent_words(agent) == words
