// SPDX-License-Identifier: GPL-3.0-or-later
// The session against an in-process manager, one thread: every wait is for something that happens.
#include "common/ami/session.h"

#include "tests/unit/ami/fake_manager.h"

#include <catch2/catch.hpp>

#include <future>
#include <optional>
#include <stdexcept>
#include <thread>

using ami::Reply;
using ami::Session;
using runtime::Errc;
using runtime::Result;
using namespace std::chrono_literals;

namespace {

struct World {
    asio::io_context io;
    FakeManager asterisk{io};
    ami::SessionConfig config = make_config();
    std::vector<std::string> ups;
    std::vector<std::string> downs;
    std::vector<std::string> events;
    std::optional<Session> session;

    ami::SessionConfig make_config()
    {
        ami::SessionConfig c;
        c.port = asterisk.port();
        c.username = FakeManager::user;
        c.secret = FakeManager::secret;
        c.timings.first_retry = c.timings.most_retry = 1ms;
        return c;
    }

    void start()
    {
        session.emplace(io, config,
                        ami::SessionCallbacks{[this](const ami::Message& m) { events.emplace_back(m.event()); },
                                              [this](const std::string& banner) { ups.push_back(banner); },
                                              [this](const std::string& reason) { downs.push_back(reason); }});
        session->start();
    }

    // Runs until it holds; a test that would hang fails instead.
    template <class Condition>
    void until(Condition holds)
    {
        const auto limit = std::chrono::steady_clock::now() + 20s;
        while (!holds() && std::chrono::steady_clock::now() < limit)
            io.run_one_for(1s);
        REQUIRE(holds());
    }

    void start_and_log_in()
    {
        start();
        until([&] { return !ups.empty(); });
    }

    Result<Reply> ask(const ami::Action& action)
    {
        std::optional<Result<Reply>> result;
        session->send(action, [&](Result<Reply> r) { result = std::move(r); });
        CHECK_FALSE(result);
        until([&] { return result.has_value(); });
        return *std::move(result);
    }
};

const std::string hangup = "Event: Hangup\r\nCause: 16\r\n\r\n";

}  // namespace

TEST_CASE("a session logs in by challenge and tells the banner", "[ami][session]")
{
    World w;
    w.start_and_log_in();
    CHECK(w.asterisk.actions == std::vector<std::string>{"Challenge", "Login"});
    CHECK(w.ups == std::vector<std::string>{"Asterisk Call Manager/11.0.0"});
    CHECK(w.session->is_up());
    CHECK(w.downs.empty());
}

TEST_CASE("a session logs in plainly where Asterisk refuses to challenge", "[ami][session]")
{
    World w;
    w.asterisk.refuses_challenge = true;
    w.start_and_log_in();
    CHECK(w.session->is_up());
}

TEST_CASE("a refused login is told once, in a sentence, and retried", "[ami][session]")
{
    World w;
    w.config.secret = "wrong";
    w.start();
    w.until([&] { return w.asterisk.clients >= 4; });
    CHECK(w.downs == std::vector<std::string>{"Asterisk at 127.0.0.1:" + w.config.port +
                                              " refused to log in asterccdaemon (Login: Authentication failed)"});
    CHECK(w.ups.empty());
    CHECK_FALSE(w.session->is_up());
}

TEST_CASE("a secret that cannot be sent is told, not sent", "[ami][session]")
{
    World w;
    w.asterisk.refuses_challenge = true;
    w.config.secret = "a\r\nAction: Ping";
    w.start();
    w.until([&] { return !w.downs.empty(); });
    CHECK(w.downs.front() == "Login: Secret holds a line break or another control character.");
    CHECK(w.asterisk.count("Ping") == 0);
}

TEST_CASE("a login nobody answers is given up", "[ami][session]")
{
    World w;
    w.asterisk.mute = true;
    w.config.timings.answer = 20ms;
    w.start();
    w.until([&] { return !w.downs.empty(); });
    CHECK(w.downs.front() ==
          "Asterisk at 127.0.0.1:" + w.config.port +
              " did not answer the login of asterccdaemon (Challenge: Asterisk did not answer within 0.02 s)");
}

TEST_CASE("events in the packet of the login's answer are not lost, and come after on_up", "[ami][session]")
{
    World w;
    w.asterisk.after_login = "Event: FullyBooted\r\n\r\n" + hangup;
    w.start();
    w.until([&] { return w.events.size() == 2; });
    CHECK(w.ups.size() == 1);
    CHECK(w.events == std::vector<std::string>{"FullyBooted", "Hangup"});
}

TEST_CASE("events the filter refuses are not seen", "[ami][session]")
{
    World w;
    w.config.filter = [](std::string_view event) { return event == "Hangup"; };
    w.start_and_log_in();
    w.asterisk.say("Event: VarSet\r\nVariable: A\r\n\r\n" + hangup);
    w.until([&] { return !w.events.empty(); });
    CHECK(w.events == std::vector<std::string>{"Hangup"});
    CHECK(w.session->counters().skipped == 1);
}

TEST_CASE("an action gets its own answer", "[ami][session][actions]")
{
    World w;
    w.start_and_log_in();
    w.asterisk.replies = [](const ami::Message& m) {
        return "Response: Success\r\nEcho: " + std::string{m.find("Action")} + "\r\n";
    };
    const auto reply = w.ask(ami::core_settings());
    REQUIRE(reply.has_value());
    CHECK(reply.value().find("echo") == "CoreSettings");
}

TEST_CASE("an answer with another ActionID is nobody's", "[ami][session][actions]")
{
    World w;
    w.config.timings.answer = 20ms;
    w.start_and_log_in();
    w.asterisk.mute = true;
    w.asterisk.say("Response: Success\r\nActionID: cc-guess-3\r\n\r\n");
    const auto reply = w.ask(ami::core_settings());
    REQUIRE(reply.has_error());
    CHECK(reply.error().code == Errc::timed_out);
    CHECK(reply.error().what == "CoreSettings: Asterisk did not answer within 0.02 s");
    CHECK(w.session->is_up());
}

TEST_CASE("what Asterisk refuses is an error in its own words", "[ami][session][actions]")
{
    World w;
    w.start_and_log_in();
    w.asterisk.replies = [](const ami::Message&) { return "Response: Error\r\nMessage: No such channel\r\n"; };
    const auto reply = w.ask(ami::hangup("PJSIP/8001-1").value());
    REQUIRE(reply.has_error());
    CHECK(reply.error().code == Errc::refused);
    CHECK(reply.error().what == "Hangup: No such channel");
}

TEST_CASE("the items of a list come as events with the ActionID of the request", "[ami][session][actions]")
{
    World w;
    w.start_and_log_in();
    const auto id = w.session->send(ami::core_show_channels());
    w.until([&] { return w.asterisk.count("CoreShowChannels") == 1; });
    w.asterisk.say("Event: CoreShowChannel\r\nActionID: " + id +
                   "\r\n\r\nEvent: CoreShowChannelsComplete\r\nActionID: " + id + "\r\n\r\n");
    w.until([&] { return w.events.size() == 2; });
    CHECK(w.events.back() == "CoreShowChannelsComplete");
}

TEST_CASE("ActionIDs cannot be guessed from one session to the next", "[ami][session][actions]")
{
    World w;
    World other;
    w.start();
    other.start();
    const auto id = w.session->send(ami::ping());
    CHECK(id.size() > 24);
    CHECK(id.substr(0, 20) != other.session->send(ami::ping()).substr(0, 20));
}

TEST_CASE("actions sent while there is no login fail with a sentence", "[ami][session][actions]")
{
    World w;
    w.asterisk.close();
    w.start();
    const auto reply = w.ask(ami::core_settings());
    REQUIRE(reply.has_error());
    CHECK(reply.error().code == Errc::unavailable);
    CHECK(reply.error().what == "CoreSettings: not logged in to Asterisk at 127.0.0.1:" + w.config.port);
}

TEST_CASE("waiting actions learn that the connection was lost", "[ami][session][actions]")
{
    World w;
    w.start_and_log_in();
    w.asterisk.mute = true;
    std::optional<Result<Reply>> result;
    w.session->send(ami::core_settings(), [&](Result<Reply> r) { result = std::move(r); });
    w.until([&] { return w.asterisk.count("CoreSettings") == 1; });
    w.asterisk.cut();
    w.until([&] { return result.has_value(); });
    REQUIRE(result->has_error());
    CHECK(result->error().code == Errc::unavailable);
}

TEST_CASE("actions may be sent from another thread", "[ami][session][actions]")
{
    World w;
    w.start_and_log_in();
    std::promise<bool> answered;
    std::thread network{[&] { w.io.run(); }};
    w.session->send(ami::core_settings(), [&](const auto& reply) { answered.set_value(reply.has_value()); });
    CHECK(answered.get_future().get());
    w.session->stop();
    asio::post(w.io, [&] { w.asterisk.close(); });
    network.join();
}

TEST_CASE("a reply handler that throws costs nothing but a log line", "[ami][session][actions]")
{
    World w;
    w.start_and_log_in();
    bool called = false;
    w.session->send(ami::core_settings(), [&](const auto&) {
        called = true;
        throw std::runtime_error{"handler"};
    });
    w.until([&] { return called; });
    CHECK(w.ask(ami::ping()).has_value());
    CHECK(w.ups.size() == 1);
}

TEST_CASE("a connection cut within a line comes back, and the line is forgotten", "[ami][session][reconnect]")
{
    World w;
    w.start_and_log_in();
    w.asterisk.say(hangup + "Event: Newstate\r\nUniqu");
    w.until([&] { return w.events.size() == 1; });
    w.asterisk.cut();
    w.until([&] { return w.ups.size() == 2; });
    CHECK(w.downs.size() == 1);
    CHECK_THAT(w.downs.front(), Catch::Contains("closed the connection"));
    w.asterisk.say(hangup);
    w.until([&] { return w.events.size() == 2; });
    CHECK(w.events.back() == "Hangup");
    CHECK(w.session->counters().messages >= 6);
}

TEST_CASE("an Asterisk that is not there is named in a sentence", "[ami][session][reconnect]")
{
    World w;
    w.asterisk.close();
    w.start();
    w.until([&] { return !w.downs.empty(); });
    CHECK(w.downs.front() == "cannot connect to Asterisk at 127.0.0.1:" + w.config.port + ": Connection refused");
}

TEST_CASE("a quiet Asterisk is pinged and stays", "[ami][session][alive]")
{
    World w;
    w.config.timings.quiet = 5ms;
    w.start_and_log_in();
    w.until([&] { return w.asterisk.count("Ping") >= 5; });
    CHECK(w.session->is_up());
    CHECK(w.downs.empty());
}

TEST_CASE("a half-open connection is found by unanswered pings", "[ami][session][alive]")
{
    World w;
    w.config.timings.quiet = 20ms;
    w.start_and_log_in();
    w.asterisk.mute = true;
    w.until([&] { return !w.downs.empty(); });
    CHECK_THAT(w.downs.front(), Catch::EndsWith("has been silent for 0.06 s"));
    CHECK(w.asterisk.count("Ping") == 2);
    w.asterisk.mute = false;
    w.until([&] { return w.ups.size() == 2; });
}

TEST_CASE("a peer that does not greet is given up", "[ami][session][alive]")
{
    World w;
    w.asterisk.greeting = "";
    w.config.timings.connect = 30ms;
    w.start();
    w.until([&] { return !w.downs.empty(); });
    CHECK(w.downs.front() == "no Asterisk manager answered at 127.0.0.1:" + w.config.port + " within 0.03 s");
}

TEST_CASE("a peer that is no Asterisk manager is named so", "[ami][session][alive]")
{
    World w;
    w.asterisk.greeting =
        GENERATE(as<std::string>{}, "HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n", std::string(5000, 'x'));
    w.start();
    w.until([&] { return !w.downs.empty(); });
    CHECK(w.downs.front() == "what answers at 127.0.0.1:" + w.config.port + " is no Asterisk manager");
}

TEST_CASE("a message callback that throws costs the connection, not the program", "[ami][session]")
{
    World w;
    int thrown = 0;
    w.session.emplace(w.io, w.config,
                      ami::SessionCallbacks{[&](const ami::Message&) {
                                                ++thrown;
                                                throw std::runtime_error{"tracker"};
                                            },
                                            [&](const std::string& banner) { w.ups.push_back(banner); },
                                            [&](const std::string& reason) { w.downs.push_back(reason); }});
    w.session->start();
    w.until([&] { return !w.ups.empty(); });
    w.asterisk.say(hangup);
    w.until([&] { return w.ups.size() == 2; });
    CHECK(thrown == 1);
    CHECK(w.downs.size() == 1);
}

TEST_CASE("stop logs off and leaves nothing to do", "[ami][session][stop]")
{
    World w;
    w.start_and_log_in();
    w.session->stop();
    w.session->stop();
    w.until([&] { return w.asterisk.count("Logoff") == 1; });
    w.asterisk.close();
    w.io.run();
    CHECK(w.downs.empty());
    CHECK_FALSE(w.session->is_up());
}

TEST_CASE("stop does not wait for an Asterisk that is gone", "[ami][session][stop]")
{
    World w;
    w.config.timings.log_off = 10ms;
    w.start_and_log_in();
    w.asterisk.mute = true;
    w.session->stop();
    w.until([&] { return !w.session->is_up(); });
    w.asterisk.close();
    w.io.run();
}

TEST_CASE("stop works at every stage of coming up", "[ami][session][stop]")
{
    World w;
    w.config.timings.log_off = 1ms;
    w.asterisk.mute = GENERATE(false, true);
    w.start();
    const auto steps = GENERATE(range(0, 12));
    for (int i = 0; i < steps; ++i)
        w.io.run_one_for(10ms);
    w.session->stop();
    asio::post(w.io, [&] { w.asterisk.close(); });
    w.io.run_for(20s);
    CHECK(w.io.stopped());
    CHECK_FALSE(w.session->is_up());
    CHECK(w.downs.empty());
}

TEST_CASE("a destroyed session calls nobody", "[ami][session][stop]")
{
    World w;
    w.start_and_log_in();
    w.asterisk.say(hangup);
    w.session.reset();
    w.asterisk.close();
    w.io.run();
    CHECK(w.events.empty());
    CHECK(w.downs.empty());
}
