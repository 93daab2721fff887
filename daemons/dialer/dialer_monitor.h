// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialer tells of itself: metrics (docs/architecture/metrics.md) and signs of life. Any thread.
#pragma once

#include "common/runtime/health.h"
#include "common/runtime/metrics.h"

#include <chrono>
#include <map>
#include <string>

namespace dialer {

class DialerMonitor {
public:
    DialerMonitor(runtime::Metrics& metrics, runtime::Health& health);

    void turned() const { pulse_.beat(); }
    void rest() const { pulse_.rest(); }
    void database_met() const;
    void database_away(const std::string& why) const;
    void leads(bool is_leading) const { leading_.set(is_leading ? 1 : 0); }
    void open_calls(std::size_t calls) const { open_.set(static_cast<double>(calls)); }
    void campaigns(std::size_t started) const { campaigns_.set(static_cast<double>(started)); }
    void dialed(std::size_t calls) const { dialed_.add(static_cast<double>(calls)); }
    void refused(unsigned numbers) const { refused_.add(numbers); }
    void held(unsigned numbers) const { held_.add(numbers); }
    void closed(std::string_view response);
    void abandoned() const { abandoned_.add(); }
    void took_back(std::size_t calls) const { taken_back_.add(static_cast<double>(calls)); }
    void ticked(std::chrono::duration<double> time) const { tick_.observe(time.count()); }

private:
    runtime::Pulse pulse_;
    runtime::Need database_;
    runtime::Gauge database_up_;
    runtime::Gauge leading_;
    runtime::Gauge open_;
    runtime::Gauge campaigns_;
    runtime::Counter dialed_;
    runtime::Counter refused_;
    runtime::Counter held_;
    runtime::Counter abandoned_;
    runtime::Counter taken_back_;
    runtime::Histogram tick_;
    std::map<std::string, runtime::Counter, std::less<>> closed_;
};

}  // namespace dialer
